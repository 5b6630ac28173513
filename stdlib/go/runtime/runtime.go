// Package runtime gives access to the scheduler, the collector and the stack.
package runtime

// About this implementation.
const (
	Compiler        = "gc"
	GOOS     string = "linux"
	GOARCH   string = "amd64"
)

// MemProfileRate has no effect.
var MemProfileRate int = 512 * 1024

// Version returns the version of Go that is implemented.
func Version() string { return "go1.27" }

// GOROOT returns where the Go tree was built.
func GOROOT() string { return "/usr/local/go" }

// Gosched lets other goroutines run.
func Gosched()

// Goexit ends the goroutine after running its deferred calls.
func Goexit()

// NumGoroutine returns how many goroutines there are.
func NumGoroutine() int

// GC collects garbage.
func GC()

func gomaxprocs(n int) int
func numCPU() int

// NumCPU returns the number of processors.
func NumCPU() int { return numCPU() }

// GOMAXPROCS sets the number of processors in use, if n > 0, and returns the one before.
func GOMAXPROCS(n int) int { return gomaxprocs(n) }

// SetDefaultGOMAXPROCS undoes GOMAXPROCS.
func SetDefaultGOMAXPROCS() { gomaxprocs(numCPU()) }

// NumCgoCall returns 0.
func NumCgoCall() int64 { return 0 }

// LockOSThread has no effect.
func LockOSThread() {}

// UnlockOSThread has no effect.
func UnlockOSThread() {}

// Breakpoint has no effect.
func Breakpoint() {}

// KeepAlive keeps x reachable up to here.
func KeepAlive(x any) {}

// A Pinner pins nothing: objects do not move.
type Pinner struct{ refs []any }

// Pin keeps the object reachable.
func (p *Pinner) Pin(pointer any) { p.refs = append(p.refs, pointer) }

// Unpin undoes all calls of Pin.
func (p *Pinner) Unpin() { p.refs = nil }

// Error is a run-time error.
type Error interface {
	error
	RuntimeError()
}

// The interpreter makes values of these.
type (
	errorString string // an error of the language
	boundsError string // an index or slice out of range
	plainError  string // without "runtime error: "
)

// Variables are checked in every program, other declarations only if used: these are.
var (
	_ Error = errorString("")
	_ Error = boundsError("")
	_ Error = plainError("")
	_ Error = (*TypeAssertionError)(nil)
	_ Error = (*PanicNilError)(nil)
)

func (e errorString) Error() string { return "runtime error: " + string(e) }
func (errorString) RuntimeError()   {}
func (e boundsError) Error() string { return "runtime error: " + string(e) }
func (boundsError) RuntimeError()   {}
func (e plainError) Error() string  { return string(e) }
func (plainError) RuntimeError()    {}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct{ text string }

func (e *TypeAssertionError) Error() string { return "interface conversion: " + e.text }
func (*TypeAssertionError) RuntimeError()   {}

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}
func (*PanicNilError) RuntimeError() {}

// MemStats holds statistics of memory; what does not apply is zero.
type MemStats struct {
	Alloc, TotalAlloc, Sys, Lookups, Mallocs, Frees                    uint64
	HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects uint64
	StackInuse, StackSys, MSpanInuse, MSpanSys, MCacheInuse, MCacheSys uint64
	BuckHashSys, GCSys, OtherSys, NextGC, LastGC, PauseTotalNs         uint64
	PauseNs, PauseEnd                                                  [256]uint64
	NumGC, NumForcedGC                                                 uint32
	GCCPUFraction                                                      float64
	EnableGC, DebugGC                                                  bool
	BySize                                                             [61]struct {
		Size           uint32
		Mallocs, Frees uint64
	}
}

// memStats fills alloc, total, sys, mallocs, frees, stack, next GC, number of
// collections, and of those the forced ones.
func memStats(out []uint64)

// stats is not made anew by ReadMemStats, which must not change what it tells.
var stats [9]uint64

// ReadMemStats fills in m.
func ReadMemStats(m *MemStats) {
	memStats(stats[:])
	v := &stats
	*m = MemStats{
		Alloc: v[0], TotalAlloc: v[1], Sys: v[2], Mallocs: v[3], Frees: v[4],
		HeapAlloc: v[0], HeapSys: v[2], HeapInuse: v[0], HeapIdle: v[2] - v[0], HeapObjects: v[3] - v[4],
		StackInuse: v[5], StackSys: v[5], NextGC: v[6], NumGC: uint32(v[7]), NumForcedGC: uint32(v[8]),
		EnableGC: true,
	}
}
