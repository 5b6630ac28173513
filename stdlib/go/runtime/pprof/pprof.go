// Package pprof writes profiles. Those of goroutines and of the program's own making are whole;
// where time and memory go is not looked at, those profiles are empty.
package pprof

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Profile is a collection of stacks.
type Profile struct {
	name  string
	mu    sync.Mutex
	items map[any][]uintptr
	order []any
	// of those that package runtime keeps
	count func() int
	write func(w io.Writer, debug int) error
}

var (
	mu       sync.Mutex
	profiles = map[string]*Profile{}
)

func init() {
	none := func() int { return 0 }
	for name, text := range map[string]string{
		"goroutineleak": "goroutineleak profile: total 0\n",
		"threadcreate":  "threadcreate profile: total 0\n",
		"block":         "--- contention:\ncycles/second=1000000000\n",
		"mutex":         "--- mutex:\ncycles/second=1000000000\nsampling period=0\n",
	} {
		profiles[name] = &Profile{name: name, count: none, write: func(w io.Writer, debug int) error {
			_, err := io.WriteString(w, text)
			return err
		}}
	}
	profiles["heap"] = &Profile{name: "heap", count: none, write: writeHeap}
	profiles["allocs"] = &Profile{name: "allocs", count: none, write: writeHeap}
	profiles["goroutine"] = &Profile{name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutines}
}

// NewProfile makes an empty profile.
func NewProfile(name string) *Profile {
	mu.Lock()
	defer mu.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if profiles[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, items: map[any][]uintptr{}}
	profiles[name] = p
	return p
}

// Lookup returns the profile of a name, or nil.
func Lookup(name string) *Profile {
	mu.Lock()
	defer mu.Unlock()
	return profiles[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	mu.Lock()
	defer mu.Unlock()
	all := make([]*Profile, 0, len(profiles))
	for _, p := range profiles {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns how many stacks are in it.
func (p *Profile) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count != nil {
		return p.count()
	}
	return len(p.items)
}


// Add adds the caller's stack under value.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	calls := make([]uintptr, 32)
	calls = calls[:runtime.Callers(skip+1, calls)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.items[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.items[value] = calls
	p.order = append(p.order, value)
}

// Remove removes the stack under value.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.items, value)
	p.order = slices.DeleteFunc(p.order, func(other any) bool { return other == value })
}

// WriteTo writes the profile, as text for all values of debug.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if p.write != nil {
		return p.write(w, debug)
	}
	p.mu.Lock()
	var stacks []stack
	for _, value := range p.order {
		stacks = append(stacks, stack{calls: p.items[value]})
	}
	p.mu.Unlock()
	return writeStacks(w, p.name, stacks)
}

// WriteHeapProfile writes the profile "heap".
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0) }

var profiling struct {
	sync.Mutex
	w io.Writer
}

// StartCPUProfile begins a profile, which will have no samples.
func StartCPUProfile(w io.Writer) error {
	profiling.Lock()
	defer profiling.Unlock()
	if profiling.w != nil {
		return errors.New("cpu profiling already in use")
	}
	profiling.w = w
	return nil
}

// noSamples is a message of profile.proto: samples are counts and nanoseconds of CPU time, one
// every 10 ms.
const noSamples = "\x0a\x04\x08\x01\x10\x02\x0a\x04\x08\x03\x10\x04" +
	"\x32\x00\x32\x07samples\x32\x05count\x32\x03cpu\x32\x0bnanoseconds" +
	"\x5a\x04\x08\x03\x10\x04\x60\x80\xad\xe2\x04"

// StopCPUProfile ends the profile and writes it.
func StopCPUProfile() {
	profiling.Lock()
	defer profiling.Unlock()
	if profiling.w != nil {
		io.WriteString(profiling.w, noSamples)
		profiling.w = nil
	}
}
