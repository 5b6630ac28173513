// Package syscall has the numbers of Linux; there are no system calls.
package syscall

import "internal/oserror"

// An Errno is an error number.
type Errno uintptr

func (e Errno) Error() string {
	if 0 <= int(e) && int(e) < len(errnoText) && errnoText[e] != "" {
		return errnoText[e]
	}
	return "errno " + itoa(int(e))
}

// Is relates numbers to the errors of package os.
func (e Errno) Is(target error) bool {
	switch target {
	case oserror.ErrPermission:
		return e == EACCES || e == EPERM
	case oserror.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case oserror.ErrNotExist:
		return e == ENOENT
	}
	return false
}

// Temporary reports whether trying again may help.
func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ECONNRESET || e == ECONNABORTED || e.Timeout()
}

// Timeout reports whether time was up.
func (e Errno) Timeout() bool { return e == EAGAIN || e == ETIMEDOUT }

// A Signal is the number of a signal.
type Signal int

func (s Signal) Signal() {}

func (s Signal) String() string {
	if 0 < s && int(s) < len(signalText) {
		return signalText[s]
	}
	return "signal " + itoa(int(s))
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	s := ""
	for ; n > 9; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return string(rune('0'+n)) + s
}

// Descriptors.
const (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

// A RawConn is a raw network connection or file.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}

// A Conn has a RawConn.
type Conn interface {
	SyscallConn() (RawConn, error)
}

// SysProcAttr says how to start a process.
type SysProcAttr struct {
	Chroot  string
	Setsid  bool
	Setpgid bool
	Pgid    int
}

// WaitStatus is how a process ended.
type WaitStatus uint32

func (w WaitStatus) Exited() bool    { return w&0x7F == 0 }
func (w WaitStatus) ExitStatus() int { return int(w>>8) & 0xFF }
func (w WaitStatus) Signaled() bool  { return w&0x7F != 0x7F && w&0x7F != 0 }
func (w WaitStatus) Signal() Signal  { return Signal(w & 0x7F) }
