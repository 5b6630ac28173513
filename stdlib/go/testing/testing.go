// Package testing runs tests, benchmarks, examples and fuzz targets.
//
// `goweave test` generates a program whose main calls MainStart, as the go
// command does. Times are virtual.
package testing

import (
	"context"
	"fmt"
	"internal/synctest"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// setAlarm calls f after d. Unlike other timers it does not count as something
// that can wake anybody: who waits for nothing else is deadlocked.
func setAlarm(d time.Duration, f func()) int64
func stopAlarm(id int64)

// traceAll sets whether a crash shows all goroutines.
func traceAll(all bool)

// noteFailure tells who searches schedules which test failed first, and what it said.
func noteFailure(test, text string)

// raceErrors returns the number of data races found so far.
func raceErrors() int

// TB is what tests, benchmarks and fuzz targets have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Chdir(dir string)
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Output() io.Writer
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string

	private()
}

// InternalTest is a test of the generated main.
type InternalTest struct {
	Name string
	F    func(*T)
}

// T is passed to tests.
type T struct {
	common
	denyParallel bool
	group        *group
}

// A group of tests runs at most so many of them in parallel.
type group struct {
	match    *matcher
	deadline time.Time

	mu      sync.Mutex
	limit   int
	running int // parallel tests, and the sequential one
	waiting int
	start   chan bool
}

func newGroup(limit int, m *matcher) *group {
	return &group{match: m, limit: limit, running: 1, start: make(chan bool)}
}

// enter waits until another test may run.
func (g *group) enter() {
	g.mu.Lock()
	if g.running < g.limit {
		g.running++
		g.mu.Unlock()
		return
	}
	g.waiting++
	g.mu.Unlock()
	<-g.start
}

// leave lets another test run.
func (g *group) leave() {
	g.mu.Lock()
	if g.waiting == 0 {
		g.running--
		g.mu.Unlock()
		return
	}
	g.waiting--
	g.mu.Unlock()
	g.start <- true
}

// Tests that run now, with the time they started.
var running sync.Map

func runningTests() []string {
	var list []string
	running.Range(func(name, start any) bool {
		d := time.Since(start.(time.Time)).Round(time.Second)
		list = append(list, fmt.Sprintf("%s (%v)", name, d))
		return true
	})
	slices.Sort(list)
	return list
}

// How many tests failed.
var numFailed atomic.Uint32

func failsFast() bool { return settings.failFast && numFailed.Load() > 0 }

const parallelConflict = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// Parallel makes the test run together with other parallel tests, once its
// parent's function has returned.
func (t *T) Parallel() {
	switch {
	case t.isParallel:
		panic("testing: t.Parallel called multiple times")
	case t.inBubble:
		panic("testing: t.Parallel called inside synctest bubble")
	case t.denyParallel:
		panic(parallelConflict)
	}
	if t.parent.barrier == nil {
		return
	}
	t.isParallel = true
	t.duration += time.Since(t.start)
	t.parent.parallel = append(t.parent.parallel, t)
	t.checkRaces()
	if t.verbose != nil {
		t.verbose.frame(t.name, "=== PAUSE "+t.name+"\n")
	}
	running.Delete(t.name)
	t.signal <- true
	<-t.parent.barrier
	t.group.enter()
	parallelNow.Add(1)
	if t.verbose != nil {
		t.verbose.frame(t.name, "=== CONT  "+t.name+"\n")
	}
	t.start = time.Now()
	running.Store(t.name, t.start)
	t.lastRaces.Store(int64(raceErrors()))
}

// Parallel tests that run now.
var parallelNow atomic.Int64

// Run runs f as the subtest name and reports whether it passed.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.inBubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.inCleanup.Load() {
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub.Store(true)
	full, ok, _ := t.group.match.fullName(&t.common, name)
	if !ok || failsFast() {
		return true
	}
	sub := &T{group: t.group}
	sub.begin(&t.common, full)
	sub.creator = callers(1)
	if sub.verbose != nil {
		sub.verbose.frame(full, "=== RUN   "+full+"\n")
	}
	running.Store(full, time.Now())
	go tRunner(sub, f)
	if !<-sub.signal {
		// FailNow was called on one of this test's parents.
		runtime.Goexit()
	}
	if t.verbose != nil && t.verbose.json {
		t.verbose.frame(t.name, "=== NAME  "+t.name+"\n")
	}
	return !sub.failed
}

func init() {
	synctest.Test = func(t, f any) bool { return t.(*T).runInBubble(f.(func(*T))) }
}

// runInBubble runs f, in a bubble already, with a T that reports to t.
func (t *T) runInBubble(f func(*T)) bool {
	if t.inCleanup.Load() {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	sub := &T{group: t.group}
	sub.begin(&t.common, t.name)
	sub.inBubble = true
	sub.creator = callers(1)
	go tRunner(sub, f)
	if !<-sub.signal {
		runtime.Goexit()
	}
	return !sub.failed
}

// goexitError stands for a test that ended by runtime.Goexit.
type goexitError struct{}

func (goexitError) Error() string { return "test executed panic(nil) or runtime.Goexit" }

// tRunner runs a test and everything that comes after its function.
func tRunner(t *T, fn func(t *T)) {
	t.runner = "testing.tRunner"
	defer func() {
		t.checkRaces()
		var err any = recover()
		signal := true
		t.mu.RLock()
		finished := t.finished
		t.mu.RUnlock()
		if !finished && err == nil {
			err = goexitError{}
			if t.parentFinished() {
				if !t.isParallel {
					t.Errorf("%v: subtest may have called FailNow on a parent test", err)
					err = nil
				}
				signal = false
			}
		}
		if err != nil && t.inFuzz {
			prefix := "panic: "
			if _, goexit := err.(goexitError); goexit {
				prefix = ""
			}
			t.Errorf("%s%s\n%s\n", prefix, err, stack())
			t.mu.Lock()
			t.finished = true
			t.mu.Unlock()
			err = nil
		}
		panicked := false
		defer func() {
			if panicked {
				return
			}
			if err != nil {
				panic(err)
			}
			running.Delete(t.name)
			if t.isParallel {
				parallelNow.Add(-1)
			}
			t.signal <- signal
		}()
		crash := func(err any) {
			t.Fail()
			if r := t.runCleanup(true); r != nil {
				t.Logf("cleanup panicked with %v", r)
			}
			t.reportCrash()
			panicked = true
			panic(err)
		}
		if err != nil {
			crash(err)
		}
		t.duration += time.Since(t.start)
		if len(t.parallel) > 0 {
			if err := t.waitForParallel(); err != nil {
				crash(err)
			}
		} else if t.isParallel {
			t.group.leave()
		}
		for c := &t.common; c.parent != nil; c = c.parent {
			c.endLine()
		}
		if t.Failed() {
			numFailed.Add(1)
		}
		t.report()
		t.mu.Lock()
		t.done = true
		t.mu.Unlock()
		if t.parent != nil && !t.hasSub.Load() {
			t.setRan()
		}
	}()
	defer func() {
		if len(t.parallel) == 0 {
			t.runCleanup(false)
		}
	}()
	t.start = time.Now()
	t.resetRaces()
	fn(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// parentFinished reports whether one of the tests around t ended by FailNow.
func (t *T) parentFinished() bool {
	for p := t.parent; p != nil; p = p.parent {
		p.mu.RLock()
		finished := p.finished
		p.mu.RUnlock()
		if finished {
			return true
		}
	}
	return false
}

// waitForParallel runs the parallel subtests, and cleans up after them.
func (t *T) waitForParallel() (panicked any) {
	t.group.leave()
	running.Delete(t.name)
	close(t.barrier)
	for _, sub := range t.parallel {
		<-sub.signal
	}
	start := time.Now()
	running.Store(t.name, start)
	panicked = t.runCleanup(true)
	t.duration += time.Since(start)
	if panicked != nil {
		return panicked
	}
	t.checkRaces()
	if !t.isParallel {
		t.group.enter()
	}
	return nil
}

// reportCrash reports c and all tests around it as failed.
func (c *common) reportCrash() {
	for ; !c.inBubble && c.parent != nil; c = c.parent {
		c.mu.Lock()
		c.duration += time.Since(c.start)
		d := c.duration
		c.mu.Unlock()
		c.endLine()
		c.deliver("--- FAIL: " + c.name + " (" + seconds(d) + ")\n")
		if r := c.parent.runCleanup(true); r != nil {
			fmt.Fprintf(c.parent.w, "cleanup panicked with %v", r)
		}
	}
}

// report says how the test ended, if anybody wants to know.
func (c *common) report() {
	if c.parent == nil || c.inBubble {
		return
	}
	word := ""
	switch {
	case c.Failed():
		word = "FAIL"
	case c.verbose == nil:
		return
	case c.Skipped():
		word = "SKIP"
	default:
		word = "PASS"
	}
	c.deliver("--- " + word + ": " + c.name + " (" + seconds(c.duration) + ")\n")
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// Deadline returns when the run will be ended, if ever.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.inBubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return t.group.deadline, !t.group.deadline.IsZero()
}

// checkParallel keeps a test that changes the process from running in
// parallel with others.
func (t *T) checkParallel() {
	for c := &t.common; c != nil; c = c.parent {
		if c.isParallel {
			panic(parallelConflict)
		}
	}
	t.denyParallel = true
}

// Setenv sets an environment variable until the end of the test.
func (t *T) Setenv(key, value string) {
	t.checkParallel()
	t.common.Setenv(key, value)
}

// Chdir changes the working directory until the end of the test.
func (t *T) Chdir(dir string) {
	t.checkParallel()
	t.common.Chdir(dir)
}

// runTests runs tests, as often as -count says.
func runTests(match matchFunc, tests []InternalTest, deadline time.Time) (ran, ok bool) {
	ok = true
	for _, procs := range settings.cpus {
		runtime.GOMAXPROCS(procs)
		for i := 0; i < settings.count; i++ {
			if failsFast() || i > 0 && !ran {
				break
			}
			g := newGroup(settings.parallel, newMatcher(match, settings.run, "-test.run", settings.skip))
			g.deadline = deadline
			t := &T{group: g}
			t.init()
			t.w = os.Stdout
			t.silent = true
			if Verbose() {
				t.verbose = newPrinter(t.w)
			}
			tRunner(t, func(t *T) {
				for _, test := range tests {
					t.Run(test.Name, test.F)
				}
			})
			ok = ok && !t.Failed()
			ran = ran || t.ran
		}
	}
	return ran, ok
}

// RunTests runs tests; the generated main does not use it.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	var deadline time.Time
	if settings.timeout > 0 {
		deadline = time.Now().Add(settings.timeout)
	}
	ran, ok := runTests(matchString, tests, deadline)
	if !ran {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	return ok
}

// startAlarm ends the program after -timeout.
func (m *M) startAlarm() (deadline time.Time, stop func()) {
	d := settings.timeout
	alarm := func() {
		traceAll(true)
		text := ""
		for i, name := range runningTests() {
			if i == 0 {
				text = "\nrunning tests:"
			}
			text += "\n\t" + name
		}
		panic(fmt.Sprintf("test timed out after %v%s", d, text))
	}
	if d <= 0 {
		return time.Time{}, func() {}
	}
	// The alarm's goroutine is said to be made there.
	_ = time.AfterFunc
	id := setAlarm(d, alarm)
	return time.Now().Add(d), func() { stopAlarm(id) }
}

// stack returns the calls of this goroutine as a panic prints them.
func stack() []byte {
	buf := make([]byte, 1<<16)
	return buf[:runtime.Stack(buf, false)]
}

func (c *common) resetRaces() {
	if c.parent == nil {
		c.lastRaces.Store(int64(raceErrors()))
	} else {
		c.lastRaces.Store(c.parent.checkRaces())
	}
}

// checkRaces fails the test if races were found since it was called last.
func (c *common) checkRaces() int64 {
	found := int64(raceErrors())
	if !raise(&c.lastRaces, found) {
		return found
	}
	if c.raceLogged.CompareAndSwap(false, true) {
		c.Errorf("race detected during execution of test")
	}
	for p := c.parent; p != nil && raise(&p.lastRaces, found); p = p.parent {
	}
	return found
}

// raise reports whether v was less than n, and if so makes it n.
func raise(v *atomic.Int64, n int64) bool {
	for {
		old := v.Load()
		if n <= old {
			return false
		}
		if v.CompareAndSwap(old, n) {
			return true
		}
	}
}
