// Package exec would run other programs. There are none inside an execution: everything that
// would start one answers an error.
package exec

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// Errors of looking for programs and of starting them.
var (
	ErrNotFound  = errors.New("executable file not found in $PATH")
	ErrDot       = errors.New("cannot run executable found relative to current directory")
	ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")
)

// errNone says why nothing can be run.
var errNone = errors.New("goweave runs no other programs")

// An Error is why a program was not found.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "exec: \"" + e.Name + "\": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// An ExitError would be how a program ended.
type ExitError struct {
	*os.ProcessState
	Stderr []byte
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

// LookPath finds no program.
func LookPath(file string) (string, error) { return "", &Error{file, ErrNotFound} }

// A Cmd is a program to be run.
type Cmd struct {
	Path         string
	Args         []string
	Env          []string
	Dir          string
	Stdin        io.Reader
	Stdout       io.Writer
	Stderr       io.Writer
	ExtraFiles   []*os.File
	SysProcAttr  *syscall.SysProcAttr
	Process      *os.Process
	ProcessState *os.ProcessState
	Err          error
	Cancel       func() error
	WaitDelay    time.Duration
}

// Command is a program with its arguments.
func Command(name string, arg ...string) *Cmd {
	cmd := &Cmd{Path: name, Args: append([]string{name}, arg...)}
	if !strings.Contains(name, "/") {
		_, cmd.Err = LookPath(name)
	}
	return cmd
}

// CommandContext is Command with a context that would end the program.
func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	return Command(name, arg...)
}

func (c *Cmd) String() string { return strings.Join(append([]string{c.Path}, c.Args[1:]...), " ") }

// Environ is the environment that the program would have.
func (c *Cmd) Environ() []string {
	if c.Env != nil {
		return append([]string(nil), c.Env...)
	}
	return os.Environ()
}

// Start starts nothing.
func (c *Cmd) Start() error {
	if c.Err != nil {
		return c.Err
	}
	return &os.PathError{Op: "fork/exec", Path: c.Path, Err: errNone}
}

// Wait has nothing to wait for.
func (c *Cmd) Wait() error { return errors.New("exec: not started") }

// Run starts nothing.
func (c *Cmd) Run() error { return c.Start() }

// Output starts nothing.
func (c *Cmd) Output() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	return nil, c.Start()
}

// CombinedOutput starts nothing.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	return nil, c.Start()
}

// StdinPipe is a pipe that nobody will read.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) {
	if c.Stdin != nil {
		return nil, errors.New("exec: Stdin already set")
	}
	r, w := io.Pipe()
	r.Close()
	c.Stdin = r
	return w, nil
}

// StdoutPipe is a pipe that nobody will write to.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	r, w := io.Pipe()
	w.Close()
	c.Stdout = w
	return r, nil
}

// StderrPipe is a pipe that nobody will write to.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) {
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	r, w := io.Pipe()
	w.Close()
	c.Stderr = w
	return r, nil
}
