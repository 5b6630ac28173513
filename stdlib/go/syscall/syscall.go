// Package syscall has the numbers of Linux; there are no system calls.
package syscall

import "internal/oserror"

// An Errno is an error number.
type Errno uintptr

func (e Errno) Error() string {
	if s, ok := errnoText[e]; ok {
		return s
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

// Descriptors and flags.
const (
	Stdin  = 0
	Stdout = 1
	Stderr = 2

	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_CREAT  = 0x40
	O_EXCL   = 0x80
	O_TRUNC  = 0x200
	O_APPEND = 0x400
	O_SYNC   = 0x101000
)

// Error numbers.
const (
	EPERM         = Errno(1)
	ENOENT        = Errno(2)
	ESRCH         = Errno(3)
	EINTR         = Errno(4)
	EIO           = Errno(5)
	ENXIO         = Errno(6)
	E2BIG         = Errno(7)
	ENOEXEC       = Errno(8)
	EBADF         = Errno(9)
	ECHILD        = Errno(10)
	EAGAIN        = Errno(11)
	ENOMEM        = Errno(12)
	EACCES        = Errno(13)
	EFAULT        = Errno(14)
	EBUSY         = Errno(16)
	EEXIST        = Errno(17)
	EXDEV         = Errno(18)
	ENODEV        = Errno(19)
	ENOTDIR       = Errno(20)
	EISDIR        = Errno(21)
	EINVAL        = Errno(22)
	EMFILE        = Errno(24)
	EFBIG         = Errno(27)
	ENOSPC        = Errno(28)
	ESPIPE        = Errno(29)
	EROFS         = Errno(30)
	EPIPE         = Errno(32)
	EDOM          = Errno(33)
	ERANGE        = Errno(34)
	EDEADLK       = Errno(35)
	ENAMETOOLONG  = Errno(36)
	ENOSYS        = Errno(38)
	ENOTEMPTY     = Errno(39)
	ELOOP         = Errno(40)
	ENOTSOCK      = Errno(88)
	EADDRINUSE    = Errno(98)
	EADDRNOTAVAIL = Errno(99)
	ENETUNREACH   = Errno(101)
	ECONNABORTED  = Errno(103)
	ECONNRESET    = Errno(104)
	ENOTCONN      = Errno(107)
	ETIMEDOUT     = Errno(110)
	ECONNREFUSED  = Errno(111)
	EHOSTUNREACH  = Errno(113)
	EOPNOTSUPP    = Errno(95)
	ECANCELED     = Errno(125)
	ENOTSUP       = EOPNOTSUPP
	EWOULDBLOCK   = EAGAIN
)

var errnoText = map[Errno]string{
	EPERM:         "operation not permitted",
	ENOENT:        "no such file or directory",
	ESRCH:         "no such process",
	EINTR:         "interrupted system call",
	EIO:           "input/output error",
	ENXIO:         "no such device or address",
	E2BIG:         "argument list too long",
	ENOEXEC:       "exec format error",
	EBADF:         "bad file descriptor",
	ECHILD:        "no child processes",
	EAGAIN:        "resource temporarily unavailable",
	ENOMEM:        "cannot allocate memory",
	EACCES:        "permission denied",
	EFAULT:        "bad address",
	EBUSY:         "device or resource busy",
	EEXIST:        "file exists",
	EXDEV:         "invalid cross-device link",
	ENODEV:        "no such device",
	ENOTDIR:       "not a directory",
	EISDIR:        "is a directory",
	EINVAL:        "invalid argument",
	EMFILE:        "too many open files",
	EFBIG:         "file too large",
	ENOSPC:        "no space left on device",
	ESPIPE:        "illegal seek",
	EROFS:         "read-only file system",
	EPIPE:         "broken pipe",
	EDOM:          "numerical argument out of domain",
	ERANGE:        "numerical result out of range",
	EDEADLK:       "resource deadlock avoided",
	ENAMETOOLONG:  "file name too long",
	ENOSYS:        "function not implemented",
	ENOTEMPTY:     "directory not empty",
	ELOOP:         "too many levels of symbolic links",
	ENOTSOCK:      "socket operation on non-socket",
	EADDRINUSE:    "address already in use",
	EADDRNOTAVAIL: "cannot assign requested address",
	ENETUNREACH:   "network is unreachable",
	ECONNABORTED:  "software caused connection abort",
	ECONNRESET:    "connection reset by peer",
	ENOTCONN:      "transport endpoint is not connected",
	ETIMEDOUT:     "connection timed out",
	ECONNREFUSED:  "connection refused",
	EHOSTUNREACH:  "no route to host",
	EOPNOTSUPP:    "operation not supported",
	ECANCELED:     "operation canceled",
}

// Signals.
const (
	SIGHUP   = Signal(1)
	SIGINT   = Signal(2)
	SIGQUIT  = Signal(3)
	SIGILL   = Signal(4)
	SIGTRAP  = Signal(5)
	SIGABRT  = Signal(6)
	SIGBUS   = Signal(7)
	SIGFPE   = Signal(8)
	SIGKILL  = Signal(9)
	SIGUSR1  = Signal(10)
	SIGSEGV  = Signal(11)
	SIGUSR2  = Signal(12)
	SIGPIPE  = Signal(13)
	SIGALRM  = Signal(14)
	SIGTERM  = Signal(15)
	SIGCHLD  = Signal(17)
	SIGCONT  = Signal(18)
	SIGSTOP  = Signal(19)
	SIGTSTP  = Signal(20)
	SIGTTIN  = Signal(21)
	SIGTTOU  = Signal(22)
	SIGURG   = Signal(23)
	SIGWINCH = Signal(28)
)

var signalText = [...]string{
	1:  "hangup",
	2:  "interrupt",
	3:  "quit",
	4:  "illegal instruction",
	5:  "trace/breakpoint trap",
	6:  "aborted",
	7:  "bus error",
	8:  "floating point exception",
	9:  "killed",
	10: "user defined signal 1",
	11: "segmentation fault",
	12: "user defined signal 2",
	13: "broken pipe",
	14: "alarm clock",
	15: "terminated",
}

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

// Getpid returns the number of this process.
func Getpid() int { return 2 }

// Kill is not permitted.
func Kill(pid int, sig Signal) error { return EPERM }
