// Package debug has the stack of a goroutine and the collector's settings.
package debug

import (
	"os"
	"runtime"
	"time"
)

// Stack is the stack of the goroutine that calls it, as text.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

// PrintStack writes the stack to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// Settings that are only remembered: the collector runs when it is due.
var settings = struct {
	percent, stack, threads int
	memory                  int64
	fault                   bool
}{percent: 100, stack: 1_000_000_000, threads: 10_000, memory: 1<<63 - 1}

func swap[T any](to *T, value T) T {
	old := *to
	*to = value
	return old
}

// SetGCPercent is remembered; it answers what was set before.
func SetGCPercent(percent int) int { return swap(&settings.percent, percent) }

// SetMaxStack is remembered; it answers what was set before.
func SetMaxStack(bytes int) int { return swap(&settings.stack, bytes) }

// SetMaxThreads is remembered; it answers what was set before.
func SetMaxThreads(threads int) int { return swap(&settings.threads, threads) }

// SetPanicOnFault is remembered; it answers what was set before.
func SetPanicOnFault(enabled bool) bool { return swap(&settings.fault, enabled) }

// SetMemoryLimit is remembered if it is not negative; it answers what was set before.
func SetMemoryLimit(limit int64) int64 {
	if limit < 0 {
		return settings.memory
	}
	return swap(&settings.memory, limit)
}

// SetTraceback sets which goroutines a crash shows: all of them, or those that Go's default shows.
func SetTraceback(level string) {
	traceAll(level == "all" || level == "system" || level == "crash" || level == "wer")
}

func traceAll(all bool)

// FreeOSMemory collects garbage.
func FreeOSMemory() { runtime.GC() }

// GCStats are statistics of collections; pauses are not measured.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills in the number of collections.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.LastGC, stats.PauseTotal = time.Time{}, 0
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	clear(stats.PauseQuantiles)
}

// A Module is a module that a program was built of.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// A BuildSetting is how a program was built.
type BuildSetting struct{ Key, Value string }

// BuildInfo is what a program was built of.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// ReadBuildInfo knows nothing: programs are not built.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }
