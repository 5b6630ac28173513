package os

import (
	"errors"
	"syscall"
	"time"
)

// A Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal()
}

// The signals every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

var (
	ErrProcessDone = errors.New("os: process already finished")
	ErrNoHandle    = errors.New("os: process handle unavailable")
)

// ProcAttr says how to start a process.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []*File
	Sys   *syscall.SysProcAttr
}

// A Process is this process or one that cannot be reached.
type Process struct{ Pid int }

// FindProcess returns the Process with a number.
func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

// StartProcess is not permitted.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	return nil, &PathError{Op: "fork/exec", Path: name, Err: syscall.EPERM}
}

// Signal is not permitted.
func (p *Process) Signal(sig Signal) error { return syscall.EPERM }

// Kill is Signal(Kill).
func (p *Process) Kill() error { return p.Signal(Kill) }

// Release has nothing to do.
func (p *Process) Release() error { return nil }

// Wait fails: there are no children.
func (p *Process) Wait() (*ProcessState, error) { return nil, NewSyscallError("wait", syscall.ECHILD) }

// WithHandle fails.
func (p *Process) WithHandle(f func(handle uintptr)) error { return ErrNoHandle }

// ProcessState is about an ended process.
type ProcessState struct{ pid int }

func (p *ProcessState) ExitCode() int             { return -1 }
func (p *ProcessState) Exited() bool              { return false }
func (p *ProcessState) Pid() int                  { return p.pid }
func (p *ProcessState) String() string            { return "<nil>" }
func (p *ProcessState) Success() bool             { return false }
func (p *ProcessState) Sys() any                  { return nil }
func (p *ProcessState) SysUsage() any             { return nil }
func (p *ProcessState) SystemTime() time.Duration { return 0 }
func (p *ProcessState) UserTime() time.Duration   { return 0 }
