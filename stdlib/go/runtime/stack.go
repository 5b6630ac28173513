package runtime

import "unsafe"

// callers fills pc for the frames of this goroutine, callers' frame first.
func callers(skip int, pc []uintptr) int

// pcInfo says what pc stands for; the name is empty if it stands for nothing.
func pcInfo(pc uintptr) (name, file string, line int, entry uintptr)

// stackText is the text of a stack dump.
func stackText(all bool) string

// goroutineStacks fills in the stacks of all goroutines if p has room for them; it returns how many
// there are.
func goroutineStacks(p []StackRecord, labels []*byte) int

// GoroutineProfile fills p with the stacks of all goroutines, if it is long enough.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = goroutineStacks(p, nil)
	return n, n <= len(p)
}

// Caller reports where the skip-th caller is.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var p [1]uintptr
	if callers(skip+1, p[:]) == 0 {
		return
	}
	_, file, line, _ = pcInfo(p[0])
	return p[0], file, line, true
}

// Callers fills pc with the calls on the stack; 0 is Callers itself.
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(skip, pc)
}

// Stack writes the stack, or all stacks, into buf.
func Stack(buf []byte, all bool) int { return copy(buf, stackText(all)) }

// A Frame is one call on a stack.
type Frame struct {
	PC        uintptr
	Func      *Func
	Function  string
	File      string
	Line      int
	startLine int
	Entry     uintptr
}

// Frames walks over the result of Callers.
type Frames struct{ callers []uintptr }

// CallersFrames prepares to walk over callers.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame and whether there are more.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		if name, file, line, entry := pcInfo(pc); name != "" {
			frame = Frame{PC: pc, Func: FuncForPC(pc), Function: name, File: file, Line: line, Entry: entry}
			break
		}
	}
	return frame, len(ci.callers) > 0
}

// A Func is a function of the program.
type Func struct {
	name  string
	entry uintptr
}

// FuncForPC returns the function around pc, or nil.
func FuncForPC(pc uintptr) *Func {
	name, _, _, entry := pcInfo(pc)
	if name == "" {
		return nil
	}
	return &Func{name, entry}
}

// Name returns the name of the function.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns the pc of the function's start.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns where pc is.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line, _ = pcInfo(pc)
	return
}

// StackRecord describes a stack.
type StackRecord struct {
	Stack0 [32]uintptr
}

// Stack returns the calls of the record.
func (r *StackRecord) Stack() []uintptr { return prefix(r.Stack0[:]) }

func prefix(s []uintptr) []uintptr {
	for i, pc := range s {
		if pc == 0 {
			return s[:i]
		}
	}
	return s
}

// MemProfileRecord describes live objects.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

// InUseBytes returns the bytes in use.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the number of objects in use.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the calls of the record.
func (r *MemProfileRecord) Stack() []uintptr { return prefix(r.Stack0[:]) }

// BlockProfileRecord describes blocking.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// The profiles are empty.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }
func BlockProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func ThreadCreateProfile(p []StackRecord) (n int, ok bool)             { return 0, true }
func SetBlockProfileRate(rate int)                                     {}
func SetCPUProfileRate(hz int)                                         {}
func SetMutexProfileFraction(rate int) int                             { return 0 }
func CPUProfile() []byte                                               { panic("CPUProfile no longer available") }
func ReadTrace() (buf []byte)                                          { return nil }
func StartTrace() error                                                { return plainError("tracing is not supported") }
func StopTrace()                                                       {}

// SetCgoTraceback has no effect: there is no C.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}
