package testing

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"time"
)

// BenchmarkResult is the result of a benchmark.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// perOp returns a metric that the benchmark reported itself, or total / N.
func (r BenchmarkResult) perOp(unit string, total uint64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(total) / int64(r.N)
}

// NsPerOp returns nanoseconds per iteration.
func (r BenchmarkResult) NsPerOp() int64 { return r.perOp("ns/op", uint64(r.T)) }

// AllocsPerOp returns allocations per iteration.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.perOp("allocs/op", r.MemAllocs) }

// AllocedBytesPerOp returns bytes allocated per iteration.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.perOp("B/op", r.MemBytes) }

func (r BenchmarkResult) megabytes() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// String returns the result as `go test` prints it.
func (r BenchmarkResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		b.WriteByte('\t')
		writeMetric(&b, ns, "ns/op")
	}
	if mbs := r.megabytes(); mbs != 0 {
		fmt.Fprintf(&b, "\t%7.2f MB/s", mbs)
	}
	var units []string
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		b.WriteByte('\t')
		writeMetric(&b, r.Extra[unit], unit)
	}
	return b.String()
}

// writeMetric writes a number with four digits that count, the points of
// different numbers below each other.
func writeMetric(b *strings.Builder, x float64, unit string) {
	digits := 0
	if y := math.Abs(x); y != 0 {
		for limit := 999.95; digits < 7 && y < limit; limit /= 10 {
			digits++
		}
	}
	width := 10
	if digits > 0 {
		width += digits + 1
	}
	fmt.Fprintf(b, "%*.*f %s", width, digits, x, unit)
}

// MemString returns the allocations as `go test` prints them.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// AllocsPerRun returns the average number of allocations of a call of f.
func AllocsPerRun(runs int, f func()) (avg float64) {
	if parallelNow.Load() != 0 {
		panic("testing: AllocsPerRun called during parallel test")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	before := read()
	for range runs {
		f()
	}
	after := read()
	return float64((after.allocs - before.allocs) / uint64(runs))
}
