// Package unix has what programs ask terminals, files and processes for. There are no system calls
// and no terminals: what would be one is answered with the error of Linux.
package unix

import (
	"os"
	"syscall"
)

// An Errno is an error number, a Signal the number of a signal.
type (
	Errno       = syscall.Errno
	Signal      = syscall.Signal
	SysProcAttr = syscall.SysProcAttr
	WaitStatus  = syscall.WaitStatus
	Timespec    = syscall.Timespec
	Timeval     = syscall.Timeval
)

// Descriptors.
const (
	Stdin  = 0
	Stdout = 1
	Stderr = 2

	PathMax = 4096
)

// Numbers of requests that package syscall does not have.
const (
	TCGETA   = 0x5405
	TCSETSW  = 0x5403
	TCSETSF  = 0x5404
	ENOATTR  = syscall.ENODATA
	AT_FDCWD = -100
)

// Termios is how a terminal is set.
type Termios struct {
	Iflag, Oflag, Cflag, Lflag uint32
	Line                       uint8
	Cc                         [19]uint8
	Ispeed, Ospeed             uint32
}

// Winsize is the size of a terminal's window.
type Winsize struct {
	Row, Col, Xpixel, Ypixel uint16
}

func notty(fd int) error {
	if fd < 0 {
		return EBADF
	}
	return ENOTTY
}

// No file is a terminal.

func IoctlGetTermios(fd int, req uint) (*Termios, error)     { return nil, notty(fd) }
func IoctlSetTermios(fd int, req uint, value *Termios) error { return notty(fd) }
func IoctlGetWinsize(fd int, req uint) (*Winsize, error)     { return nil, notty(fd) }
func IoctlSetWinsize(fd int, req uint, value *Winsize) error { return notty(fd) }
func IoctlGetInt(fd int, req uint) (int, error)              { return 0, notty(fd) }
func IoctlSetInt(fd int, req uint, value int) error          { return notty(fd) }
func IoctlSetPointerInt(fd int, req uint, value int) error   { return notty(fd) }

// The environment and the process.

func Getenv(key string) (value string, found bool) { return syscall.Getenv(key) }
func Setenv(key, value string) error               { return syscall.Setenv(key, value) }
func Unsetenv(key string) error                    { return syscall.Unsetenv(key) }
func Clearenv()                                    { syscall.Clearenv() }
func Environ() []string                            { return syscall.Environ() }
func Getpagesize() int                             { return syscall.Getpagesize() }
func Getpid() int                                  { return syscall.Getpid() }
func Getppid() int                                 { return syscall.Getppid() }
func Getpgrp() int                                 { return syscall.Getpgrp() }
func Gettid() int                                  { return syscall.Gettid() }
func Getuid() int                                  { return syscall.Getuid() }
func Geteuid() int                                 { return syscall.Geteuid() }
func Getgid() int                                  { return syscall.Getgid() }
func Getegid() int                                 { return syscall.Getegid() }
func Getwd() (string, error)                       { return os.Getwd() }
func Exit(code int)                                { os.Exit(code) }
func Kill(pid int, sig Signal) error               { return syscall.Kill(pid, sig) }
func Flock(fd, how int) error                      { return syscall.Flock(fd, how) }

// Access reports whether a file is there; whoever asks may do everything with it.
func Access(path string, mode uint32) error {
	_, err := os.Stat(path)
	return number(err)
}

// Files by name.

func Mkdir(path string, mode uint32) error { return number(os.Mkdir(path, os.FileMode(mode))) }
func Rename(from, to string) error         { return number(os.Rename(from, to)) }
func Unlink(path string) error             { return number(os.Remove(path)) }
func Rmdir(path string) error              { return number(os.Remove(path)) }
func Chmod(path string, mode uint32) error { return number(os.Chmod(path, os.FileMode(mode))) }
func Symlink(from, to string) error        { return number(os.Symlink(from, to)) }
func Link(from, to string) error           { return number(os.Link(from, to)) }

// number is the number in an error of package os.
func number(err error) error {
	for err != nil {
		if n, ok := err.(Errno); ok {
			return n
		}
		inner, ok := err.(interface{ Unwrap() error })
		if !ok {
			return EIO
		}
		err = inner.Unwrap()
	}
	return nil
}
