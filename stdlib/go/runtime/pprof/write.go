package pprof

import (
	"fmt"
	"io"
	"runtime"
	"sort"
	"strings"
	"text/tabwriter"
)

// A stack is one of those in a profile.
type stack struct {
	calls  []uintptr
	labels *set
}

// key is the line that stacks are told apart by.
func (s stack) key() string {
	var b strings.Builder
	b.WriteByte('@')
	for _, pc := range s.calls {
		fmt.Fprintf(&b, " %#x", pc)
	}
	if s.labels != nil {
		b.WriteString("\n# labels: " + s.labels.String())
	}
	return b.String()
}

// writeStacks writes how often each stack is there, the most frequent one first.
func writeStacks(w io.Writer, name string, stacks []stack) error {
	type group struct {
		key   string
		calls []uintptr
		n     int
	}
	var groups []*group
	byKey := map[string]*group{}
	for _, s := range stacks {
		key := s.key()
		g := byKey[key]
		if g == nil {
			g = &group{key: key, calls: s.calls}
			byKey[key] = g
			groups = append(groups, g)
		}
		g.n++
	}
	sort.Slice(groups, func(i, j int) bool {
		if groups[i].n != groups[j].n {
			return groups[i].n > groups[j].n
		}
		return groups[i].key < groups[j].key
	})
	t := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(t, "%s profile: total %d\n", name, len(stacks))
	for _, g := range groups {
		fmt.Fprintf(t, "%d %s\n", g.n, g.key)
		writeCalls(t, g.calls)
	}
	return t.Flush()
}

// writeCalls writes a stack but for the runtime's calls at its inner end, if there are others.
func writeCalls(w io.Writer, calls []uintptr) {
	var list []runtime.Frame
	for frames := runtime.CallersFrames(calls); ; {
		frame, more := frames.Next()
		if frame.Function != "" {
			list = append(list, frame)
		}
		if !more {
			break
		}
	}
	first := 0
	for first < len(list) && strings.HasPrefix(list[first].Function, "runtime.") {
		first++
	}
	if first == len(list) {
		first = 0
	}
	for _, f := range list[first:] {
		fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s:%d\n", f.PC, f.Function, f.PC-f.Entry, f.File, f.Line)
	}
	fmt.Fprintln(w)
}

// goroutineStacks fills in the stacks and labels of all goroutines, if there is room for them; it
// returns how many there are.
func goroutineStacks(p []runtime.StackRecord, labels []*set) int

func writeGoroutines(w io.Writer, debug int) error {
	if debug >= 2 {
		buf := make([]byte, 64<<10)
		for {
			n := runtime.Stack(buf, true)
			if n < len(buf) {
				_, err := w.Write(buf[:n])
				return err
			}
			buf = make([]byte, 2*len(buf))
		}
	}
	n := runtime.NumGoroutine()
	var records []runtime.StackRecord
	var labels []*set
	for n > len(records) {
		records, labels = make([]runtime.StackRecord, n+8), make([]*set, n+8)
		n = goroutineStacks(records, labels)
	}
	stacks := make([]stack, n)
	for i := range stacks {
		stacks[i] = stack{records[i].Stack(), labels[i]}
	}
	return writeStacks(w, "goroutine", stacks)
}

// writeHeap writes a heap profile without records.
func writeHeap(w io.Writer, debug int) error {
	const head = "heap profile: 0: 0 [0: 0] @ heap/1048576\n"
	if debug <= 0 {
		_, err := io.WriteString(w, head)
		return err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	_, err := fmt.Fprintf(w, head+"\n# runtime.MemStats\n# Alloc = %d\n# TotalAlloc = %d\n# Sys = %d\n# Mallocs = %d\n# Frees = %d\n"+
		"# HeapAlloc = %d\n# HeapSys = %d\n# HeapObjects = %d\n# NextGC = %d\n# NumGC = %d\n",
		m.Alloc, m.TotalAlloc, m.Sys, m.Mallocs, m.Frees, m.HeapAlloc, m.HeapSys, m.HeapObjects, m.NextGC, m.NumGC)
	return err
}
