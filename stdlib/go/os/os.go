// Package os has the standard streams, arguments and environment, and files that
// live in memory: at the start there are /tmp, which is empty, and /dev/null.
package os

import (
	"errors"
	"internal/fs"
	"internal/stdio"
	"io"
	"syscall"
)

func exit(code int)
func argCount() int
func argAt(i int) string

// writeFd writes to descriptor 1 or 2; readFd reads from 0 and returns 0 at the end.
func writeFd(fd int, b []byte)
func readFd(fd int, b []byte) int

// Args holds the arguments, the program's name first.
var Args = func() []string {
	args := make([]string, argCount())
	for i := range args {
		args[i] = argAt(i)
	}
	return args
}()

// Exit ends the program; deferred calls do not run.
func Exit(code int) {
	if code == 0 && stdio.PanicOnExit0 {
		panic("unexpected call to os.Exit(0) during test")
	}
	exit(code)
}

// Standard streams.
var (
	Stdin  = NewFile(0, "/dev/stdin")
	Stdout = NewFile(1, "/dev/stdout")
	Stderr = NewFile(2, "/dev/stderr")
)

var processStdin, processStdout = Stdin, Stdout

// fmt asks for the streams only when they are not the process's own.
func init() {
	stdio.Stdout = func() stdio.Writer {
		if Stdout == processStdout && !Stdout.closed {
			return nil
		}
		return Stdout
	}
	stdio.Stdin = func() stdio.Reader {
		if Stdin == processStdin && !Stdin.closed {
			return nil
		}
		return Stdin
	}
}

// Errors.
var (
	ErrInvalid                = fs.ErrInvalid
	ErrPermission             = fs.ErrPermission
	ErrExist                  = fs.ErrExist
	ErrNotExist               = fs.ErrNotExist
	ErrClosed                 = fs.ErrClosed
	ErrNoDeadline             = errors.New("file type does not support deadline")
	ErrDeadlineExceeded error = &deadlineError{}
)

type deadlineError struct{}

func (*deadlineError) Error() string   { return "i/o timeout" }
func (*deadlineError) Timeout() bool   { return true }
func (*deadlineError) Temporary() bool { return true }

// PathError is an error with an operation and a path.
type PathError = fs.PathError

// LinkError is an error of an operation on two paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

// SyscallError is an error of a system call.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout reports whether time was up.
func (e *SyscallError) Timeout() bool { return IsTimeout(e.Err) }

// NewSyscallError returns a SyscallError, or nil if err is nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func is(err, target error) bool {
	err = underlying(err)
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

// IsExist reports whether something exists already.
func IsExist(err error) bool { return is(err, ErrExist) }

// IsNotExist reports whether something does not exist.
func IsNotExist(err error) bool { return is(err, ErrNotExist) }

// IsPermission reports whether something is not permitted.
func IsPermission(err error) bool { return is(err, ErrPermission) }

// IsTimeout reports whether time was up.
func IsTimeout(err error) bool {
	t, ok := underlying(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// A File is a standard stream, an end of a pipe, or open on a node of the tree of files.
type File struct {
	fd     int
	name   string
	closed bool
	pipe   *pipe
	end    int // of the pipe
	node   *node
	flag   int
	pos    int64 // of the next Read or Write
	listed int   // entries that ReadDir returned
}

// NewFile returns the File of a descriptor.
func NewFile(fd uintptr, name string) *File { return &File{fd: int(fd), name: name} }

// check returns what is wrong with using f.
func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

// Name returns the name of f.
func (f *File) Name() string { return f.name }

// Fd returns the descriptor of f.
func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Read reads up to len(b) bytes.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if f.pipe != nil && f.end == readEnd {
		if len(b) == 0 {
			return 0, nil
		}
		if n, err = f.pipe.read(b); err != nil && err != io.EOF {
			err = &PathError{"read", f.name, err}
		}
		return n, err
	}
	if f.node != nil {
		lockTree()
		defer tree.Unlock()
		if n, err = f.readFile(b, f.pos); err != nil && err != io.EOF {
			err = f.failed("read", err)
		}
		f.pos += int64(n)
		return n, err
	}
	if f.fd != 0 {
		return 0, &PathError{"read", f.name, syscall.EBADF}
	}
	if len(b) == 0 {
		return 0, nil
	}
	if n = readFd(f.fd, b); n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Write writes b.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.pipe != nil && f.end == writeEnd {
		if n, err = f.pipe.write(b); err != nil {
			err = &PathError{"write", f.name, err}
		}
		return n, err
	}
	if f.node != nil {
		lockTree()
		defer tree.Unlock()
		if f.flag&O_APPEND != 0 {
			f.pos = int64(len(f.node.data))
		}
		if n, err = f.writeFile(b, f.pos); err != nil {
			err = f.failed("write", err)
		}
		f.pos += int64(n)
		return n, err
	}
	if f.fd != 1 && f.fd != 2 {
		return 0, &PathError{"write", f.name, syscall.EBADF}
	}
	writeFd(f.fd, b)
	return len(b), nil
}

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// Close makes f unusable.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.closed = true
	if f.pipe != nil {
		f.pipe.close(f.end)
	}
	return nil
}

// Sync has nothing to do.
func (f *File) Sync() error { return f.check("sync") }

// ReadFrom copies r to f.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(struct{ io.Writer }{f}, r)
}

// WriteTo copies f to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, struct{ io.Reader }{f})
}

// LookupEnv returns a variable and whether it is set.
func LookupEnv(key string) (string, bool) { return syscall.Getenv(key) }

// Getenv returns a variable, empty if it is not set.
func Getenv(key string) string {
	v, _ := LookupEnv(key)
	return v
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	return NewSyscallError("setenv", syscall.Setenv(key, value))
}

// Unsetenv unsets a variable.
func Unsetenv(key string) error { return syscall.Unsetenv(key) }

// Clearenv unsets all variables.
func Clearenv() { syscall.Clearenv() }

// Environ returns all variables as key=value.
func Environ() []string { return syscall.Environ() }

// ExpandEnv replaces ${var} and $var by variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces ${var} and $var by what mapping says.
func Expand(s string, mapping func(string) string) string {
	var b []byte
	start, found := 0, false
	for i := 0; i < len(s)-1; i++ {
		if s[i] != '$' {
			continue
		}
		found = true
		b = append(b, s[start:i]...)
		name, n := varName(s[i+1:])
		switch {
		case name != "":
			b = append(b, mapping(name)...)
		case n == 0:
			b = append(b, '$') // a $ that is no variable stays
		}
		i += n
		start = i + 1
	}
	if !found {
		return s
	}
	return string(append(b, s[start:]...))
}

// varName returns the name at the start of s and its length with braces; bad
// syntax has a length and no name.
func varName(s string) (string, int) {
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && (s[i] == '_' || '0' <= s[i] && s[i] <= '9' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return s[:i], i
}

func special(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

// Facts about the process and the machine.
func Hostname() (name string, err error) { return "goweave", nil }
func Executable() (string, error)        { return "/goweave/" + base(Args[0]), nil }
func Getpid() int                        { return 2 }
func Getppid() int                       { return 1 }
func Getuid() int                        { return 1000 }
func Geteuid() int                       { return 1000 }
func Getgid() int                        { return 1000 }
func Getegid() int                       { return 1000 }
func Getgroups() ([]int, error)          { return []int{1000}, nil }
func Getpagesize() int                   { return 4096 }
func IsPathSeparator(c uint8) bool       { return c == '/' }

func base(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return s[i+1:]
		}
	}
	return s
}

// TempDir returns $TMPDIR or /tmp.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// UserHomeDir returns $HOME.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

func homeOr(key, sub string) (string, error) {
	if dir := Getenv(key); dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + key + " is relative")
		}
		return dir, nil
	}
	dir := Getenv("HOME")
	if dir == "" {
		return "", errors.New("neither $" + key + " nor $HOME are defined")
	}
	return dir + sub, nil
}

// UserCacheDir returns where programs keep caches.
func UserCacheDir() (string, error) { return homeOr("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir returns where programs keep configurations.
func UserConfigDir() (string, error) { return homeOr("XDG_CONFIG_HOME", "/.config") }
