// Package metrics reads what package runtime counts.
package metrics

import (
	"math"
	"runtime"
)

// A ValueKind is the type of a metric's value.
type ValueKind int

// KindBad is that of metrics that are not known.
const (
	KindBad ValueKind = iota
	KindUint64
	KindFloat64
	KindFloat64Histogram
)

// A Float64Histogram has Counts[i] values from Buckets[i] up to Buckets[i+1].
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Value is the value of a metric.
type Value struct {
	kind      ValueKind
	bits      uint64
	histogram *Float64Histogram
}

// Kind returns the value's type.
func (v Value) Kind() ValueKind { return v.kind }

// Uint64 returns a value of KindUint64.
func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.bits
}

// Float64 returns a value of KindFloat64.
func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.bits)
}

// Float64Histogram returns a value of KindFloat64Histogram.
func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return v.histogram
}

// A Description describes a metric.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool
}

// A Sample is a metric and its value.
type Sample struct {
	Name  string
	Value Value
}

// metrics are all there are, sorted by name.
var metrics = []struct {
	name, about string
	cumulative  bool
	read        func(m *runtime.MemStats) uint64
}{
	{"/cgo/go-to-c-calls:calls", "Calls from Go to C.", true, func(*runtime.MemStats) uint64 { return 0 }},
	{"/gc/cycles/automatic:gc-cycles", "Collections nobody asked for.", true, func(m *runtime.MemStats) uint64 { return uint64(m.NumGC - m.NumForcedGC) }},
	{"/gc/cycles/forced:gc-cycles", "Collections the program asked for.", true, func(m *runtime.MemStats) uint64 { return uint64(m.NumForcedGC) }},
	{"/gc/cycles/total:gc-cycles", "All collections.", true, func(m *runtime.MemStats) uint64 { return uint64(m.NumGC) }},
	{"/gc/heap/allocs:bytes", "Bytes allocated so far.", true, func(m *runtime.MemStats) uint64 { return m.TotalAlloc }},
	{"/gc/heap/allocs:objects", "Objects allocated so far.", true, func(m *runtime.MemStats) uint64 { return m.Mallocs }},
	{"/gc/heap/frees:bytes", "Bytes freed so far.", true, func(m *runtime.MemStats) uint64 { return m.TotalAlloc - m.HeapAlloc }},
	{"/gc/heap/frees:objects", "Objects freed so far.", true, func(m *runtime.MemStats) uint64 { return m.Frees }},
	{"/gc/heap/goal:bytes", "Bytes in use at the next collection.", false, func(m *runtime.MemStats) uint64 { return m.NextGC }},
	{"/gc/heap/objects:objects", "Objects in use.", false, func(m *runtime.MemStats) uint64 { return m.HeapObjects }},
	{"/memory/classes/heap/objects:bytes", "Bytes of objects.", false, func(m *runtime.MemStats) uint64 { return m.HeapAlloc }},
	{"/memory/classes/total:bytes", "All memory.", false, func(m *runtime.MemStats) uint64 { return m.Sys }},
	{"/sched/gomaxprocs:threads", "What runtime.GOMAXPROCS says.", false, func(*runtime.MemStats) uint64 { return uint64(runtime.GOMAXPROCS(0)) }},
	{"/sched/goroutines:goroutines", "Goroutines alive.", false, func(*runtime.MemStats) uint64 { return uint64(runtime.NumGoroutine()) }},
}

// All describes all metrics.
func All() []Description {
	all := make([]Description, len(metrics))
	for i, m := range metrics {
		all[i] = Description{m.name, m.about, KindUint64, m.cumulative}
	}
	return all
}

// Read fills in the values of the metrics that are named.
func Read(m []Sample) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	for i := range m {
		m[i].Value = Value{}
		for j := range metrics {
			if metrics[j].name == m[i].Name {
				m[i].Value = Value{kind: KindUint64, bits: metrics[j].read(&stats)}
			}
		}
	}
}
