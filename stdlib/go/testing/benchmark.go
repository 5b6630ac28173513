package testing

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// steps returns the steps taken so far, as the time they stand for.
func steps() time.Duration

// benchTime is -benchtime: a duration, or a number of iterations.
type benchTime struct {
	d time.Duration
	n int
}

func (b *benchTime) set(value string) error {
	if digits, ok := strings.CutSuffix(value, "x"); ok {
		n, err := strconv.ParseInt(digits, 10, 0)
		if err != nil || n < 0 {
			return fmt.Errorf("invalid count")
		}
		*b = benchTime{n: int(n)}
		return nil
	}
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return fmt.Errorf("invalid duration")
	}
	*b = benchTime{d: d}
	return nil
}

// InternalBenchmark is a benchmark of the generated main.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// B is passed to benchmarks.
type B struct {
	common
	N           int
	suite       *suite
	importPath  string
	f           func(b *B)
	benchTime   benchTime
	bytes       int64
	noBytes     bool // a part of it did not call SetBytes
	showAllocs  bool
	parallelism int
	timerOn     bool
	clock       reading
	allocs      uint64
	allocBytes  uint64
	lastN       int
	last        time.Duration
	result      BenchmarkResult
	extra       map[string]float64
	loop        struct {
		i, n    int
		started bool
		done    bool
	}
}

// A reading is what the timer looks at. Between two readings as much time has
// passed as the clock says, or as the steps stand for: what is more.
type reading struct {
	time          time.Time
	steps         time.Duration
	allocs, bytes uint64
}

// memory is not made anew by each reading, which would count it.
var memory runtime.MemStats

func read() reading {
	runtime.ReadMemStats(&memory)
	return reading{time.Now(), steps(), memory.Mallocs, memory.TotalAlloc}
}

func (r reading) since() time.Duration { return max(time.Since(r.time), steps()-r.steps) }

// benchLock keeps benchmarks apart.
var benchLock sync.Mutex

// StartTimer starts measuring.
func (b *B) StartTimer() {
	if !b.timerOn {
		b.clock = read()
		b.timerOn = true
	}
}

// StopTimer stops measuring.
func (b *B) StopTimer() {
	if b.timerOn {
		b.duration += b.clock.since()
		now := read()
		b.allocs += now.allocs - b.clock.allocs
		b.allocBytes += now.bytes - b.clock.bytes
		b.timerOn = false
	}
}

// ResetTimer forgets what was measured.
func (b *B) ResetTimer() {
	b.extra = make(map[string]float64)
	if b.timerOn {
		b.clock = read()
	}
	b.duration = 0
	b.allocs = 0
	b.allocBytes = 0
}

// SetBytes says how many bytes one iteration processes.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs is -benchmem for this benchmark.
func (b *B) ReportAllocs() { b.showAllocs = true }

// Elapsed returns the time measured.
func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.timerOn {
		d += b.clock.since()
	}
	return d
}

// ReportMetric adds a result of the benchmark's own.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.IndexFunc(unit, unicode.IsSpace) >= 0 {
		panic("metric unit must not contain whitespace")
	}
	b.extra[unit] = n
}

// SetParallelism makes RunParallel use p goroutines for each processor.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// Loop reports whether to go on; it takes the place of b.N.
func (b *B) Loop() bool {
	l := &b.loop
	if l.i < l.n && b.timerOn {
		l.i++
		return true
	}
	if !b.timerOn {
		b.Fatal("B.Loop called with timer stopped")
	}
	switch {
	case !l.started:
		l.started = true
		l.n = max(b.benchTime.n, 1)
		b.N = 0
		b.ResetTimer()
		l.i++
		return true
	case b.benchTime.n == 0:
		if t := b.Elapsed(); t < b.benchTime.d {
			if n := predict(b.benchTime.d, l.n, t, l.n); n > l.n {
				l.n = n
				l.i++
				return true
			}
		}
	}
	b.StopTimer()
	b.N = l.n
	l.done = true
	return false
}

const mostIterations = 1_000_000_000

// predict returns how many iterations take a time, when so many took another
// one; somewhat more than that, and neither more than 100 times nor less than last.
func predict(goal time.Duration, iterations int, took time.Duration, last int) int {
	n := int64(goal) * int64(iterations) / max(int64(took), 1)
	n += n / 5
	n = min(n, 100*int64(last))
	n = max(n, int64(last)+1)
	return int(min(n, mostIterations))
}

// runN runs the benchmark with b.N = n.
func (b *B) runN(n int) {
	benchLock.Lock()
	defer benchLock.Unlock()
	b.ctx, b.cancel = context.WithCancel(context.Background())
	defer func() {
		b.runCleanup(false)
		b.checkRaces()
	}()
	runtime.GC()
	b.resetRaces()
	b.N = n
	b.loop.i, b.loop.n, b.loop.started, b.loop.done = 0, 0, false, false
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.f(b)
	b.StopTimer()
	b.lastN = n
	b.last = b.duration
	if b.loop.started && !b.loop.done && !b.failed {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// run1 runs the benchmark once and reports whether it is to be measured.
func (b *B) run1() bool {
	if s := b.suite; s != nil {
		if n := len(b.name) + s.suffix + 1; n > s.width {
			s.width = n + 8
		}
	}
	go func() {
		defer func() { b.signal <- true }()
		b.runN(1)
	}()
	<-b.signal
	if b.failed {
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.verbose.mark(), b.name, b.output)
		return false
	}
	if !b.hasSub.Load() && !b.finished {
		return true
	}
	if b.verbose != nil && (len(b.output) > 0 || b.finished) {
		tag := "BENCH"
		if b.skipped {
			tag = "SKIP"
		}
		fmt.Fprintf(b.w, "%s--- %s: %s\n%s", b.verbose.mark(), tag, b.name, b.shortOutput())
	}
	return false
}

// doBench finds the number of iterations that takes long enough.
func (b *B) doBench() BenchmarkResult {
	go b.launch()
	<-b.signal
	return b.result
}

func (b *B) launch() {
	defer func() { b.signal <- true }()
	switch {
	case b.loop.started:
		// The first run did it all.
	case b.benchTime.n > 1:
		b.runN(b.benchTime.n)
	case b.benchTime.n == 0:
		for n := 1; !b.failed && b.duration < b.benchTime.d && n < mostIterations; {
			n = predict(b.benchTime.d, b.N, b.duration, n)
			b.runN(n)
		}
	}
	b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.allocs, b.allocBytes, b.extra}
}

var labels sync.Once

func (b *B) printLabels() {
	labels.Do(func() {
		fmt.Fprintf(b.w, "goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
		if b.importPath != "" {
			fmt.Fprintf(b.w, "pkg: %s\n", b.importPath)
		}
		fmt.Fprintf(b.w, "cpu: goweave, virtual time\n")
	})
}

// A suite is what one run of the program measures.
type suite struct {
	match  *matcher
	width  int // of the column of names
	suffix int // of the longest -cpu suffix
}

func withProcs(name string, procs int) string {
	if procs == 1 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, procs)
}

// RunBenchmarks runs benchmarks; the generated main does not use it.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", matchString, benchmarks)
}

func runBenchmarks(importPath string, match matchFunc, benchmarks []InternalBenchmark) bool {
	if settings.bench == "" {
		return true
	}
	most := 1
	for _, procs := range settings.cpus {
		most = max(most, procs)
	}
	s := &suite{
		match:  newMatcher(match, settings.bench, "-test.bench", settings.skip),
		suffix: len(withProcs("", most)),
	}
	var chosen []InternalBenchmark
	for _, benchmark := range benchmarks {
		if _, ok, _ := s.match.fullName(nil, benchmark.Name); ok {
			chosen = append(chosen, benchmark)
			s.width = max(s.width, len(withProcs(benchmark.Name, most))+s.suffix+1)
		}
	}
	main := &B{importPath: importPath, suite: s, benchTime: settings.benchTime}
	main.name = "Main"
	main.w = os.Stdout
	main.isBench = true
	main.silent = true
	if settings.verbose {
		main.verbose = newPrinter(main.w)
	}
	main.f = func(b *B) {
		for _, benchmark := range chosen {
			b.Run(benchmark.Name, benchmark.F)
		}
	}
	main.runN(1)
	return !main.failed
}

// Run measures f as the sub-benchmark name.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub.Store(true)
	benchLock.Unlock()
	defer benchLock.Lock()
	full, ok, partial := b.name, true, false
	if b.suite != nil {
		full, ok, partial = b.suite.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	sub := b.sub(full, f)
	sub.parent = &b.common
	sub.level = b.level + 1
	sub.creator = callers(1)
	if partial {
		// It is there for its sub-benchmarks only.
		sub.hasSub.Store(true)
	}
	if b.verbose != nil {
		sub.printLabels()
		if b.verbose.json {
			b.verbose.frame(full, "=== RUN   "+full+"\n")
		}
		fmt.Println(full)
	}
	if sub.run1() {
		sub.printLabels()
		if sub.suite != nil {
			sub.suite.process(sub)
		} else {
			sub.doBench()
		}
	}
	b.add(sub.result)
	return !sub.failed
}

func (b *B) sub(name string, f func(b *B)) *B {
	sub := &B{importPath: b.importPath, f: f, benchTime: b.benchTime, suite: b.suite}
	sub.signal = make(chan bool)
	sub.name = name
	sub.w = b.w
	sub.verbose = b.verbose
	sub.isBench = true
	return sub
}

// process measures a benchmark for each -cpu and -count, and prints the results.
func (s *suite) process(b *B) {
	for i, procs := range settings.cpus {
		for j := 0; j < settings.count; j++ {
			runtime.GOMAXPROCS(procs)
			name := withProcs(b.name, procs)
			if b.verbose == nil {
				fmt.Fprintf(b.w, "%-*s\t", s.width, name)
			}
			if i > 0 || j > 0 {
				again := b.sub(b.name, b.f)
				again.suite = nil
				b = again
				b.run1()
			}
			r := b.doBench()
			if b.failed {
				fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.verbose.mark(), name, b.output)
				continue
			}
			if b.verbose != nil {
				fmt.Fprintf(b.w, "%-*s\t", s.width, name)
			}
			results := r.String()
			if settings.benchMem || b.showAllocs {
				results += "\t" + r.MemString()
			}
			fmt.Fprintln(b.w, results)
			if len(b.output) > 0 {
				fmt.Fprintf(b.w, "%s--- BENCH: %s\n%s", b.verbose.mark(), name, b.shortOutput())
			}
			if left := runtime.GOMAXPROCS(-1); left != procs {
				fmt.Fprintf(os.Stderr, "testing: %s left GOMAXPROCS set to %d\n", name, left)
			}
			if b.verbose != nil && b.verbose.json {
				b.verbose.frame("", "=== NAME  \n")
			}
		}
	}
}

// add adds the result of a sub-benchmark.
func (b *B) add(other BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(other.NsPerOp())
	if other.Bytes == 0 {
		b.noBytes = true
		r.Bytes = 0
	}
	if !b.noBytes {
		r.Bytes += other.Bytes
	}
	r.MemAllocs += uint64(other.AllocsPerOp())
	r.MemBytes += uint64(other.AllocedBytesPerOp())
}

// shortOutput returns the first lines of the output.
func (b *B) shortOutput() []byte {
	lines := 0
	for i, c := range b.output {
		if c == '\n' {
			if lines++; lines >= 10 {
				return append(b.output[:i:i], "\n\t... [output truncated]\n"...)
			}
		}
	}
	return b.output
}

// A PB is passed to the body of RunParallel.
type PB struct {
	total *atomic.Uint64 // iterations taken by all goroutines
	grain uint64         // so many are taken at once
	own   uint64         // taken and not done
	n     uint64
}

// Next reports whether there is another iteration.
func (pb *PB) Next() bool {
	if pb.own == 0 {
		taken := pb.total.Add(pb.grain)
		switch {
		case taken <= pb.n:
			pb.own = pb.grain
		case taken < pb.n+pb.grain:
			pb.own = pb.n + pb.grain - taken
		default:
			return false
		}
	}
	pb.own--
	return true
}

// RunParallel runs body in several goroutines, which share the iterations.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	grain := uint64(1)
	if b.lastN > 0 && b.last > 0 {
		// Taking iterations should cost little: about 100 µs apart.
		grain = min(max(100_000*uint64(b.lastN)/uint64(b.last), 1), 10_000)
	}
	var total atomic.Uint64
	var wg sync.WaitGroup
	for range b.parallelism * runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			body(&PB{total: &total, grain: grain, n: uint64(b.N)})
		}()
	}
	wg.Wait()
	if total.Load() <= uint64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// Benchmark measures f.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{f: f, benchTime: settings.benchTime}
	b.signal = make(chan bool)
	b.isBench = true
	b.w = discard{}
	b.silent = true
	if b.run1() {
		b.doBench()
	}
	return b.result
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
