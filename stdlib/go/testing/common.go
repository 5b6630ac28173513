package testing

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// common is what T, B and F share.
type common struct {
	mu       sync.RWMutex
	output   []byte // kept for the report
	partial  []byte // the beginning of a line written to Output
	w        io.Writer
	ran      bool
	failed   bool
	skipped  bool
	finished bool // its function is through, by return, FailNow or SkipNow
	done     bool // reported, subtests and all
	helpers  map[string]bool

	cleanups    []func()
	inCleanup   atomic.Bool
	cleanupName string    // the function around the one Cleanup was given
	cleanupPC   []uintptr // where Cleanup was called

	verbose    *printer // nil without -v
	isBench    bool
	silent     bool // what it logs is dropped: it stands for all tests
	inFuzz     bool // it is one call of a fuzz target
	fuzzing    bool // a fuzz target runs
	inBubble   bool // it is the T of synctest.Test
	isParallel bool
	hasSub     atomic.Bool

	runner   string // the function that runs it
	parent   *common
	level    int
	creator  []uintptr // where Run was called
	name     string
	start    time.Time
	duration time.Duration
	barrier  chan bool // closed when parallel subtests may go on
	signal   chan bool
	parallel []*T // parallel subtests

	lastRaces  atomic.Int64
	raceLogged atomic.Bool

	tempDir  string
	tempDirs int
	artifact string

	ctx    context.Context
	cancel context.CancelFunc
}

func (c *common) init() {
	c.signal = make(chan bool, 1)
	c.barrier = make(chan bool)
	c.ctx, c.cancel = context.WithCancel(context.Background())
}

// begin makes c a part of parent.
func (c *common) begin(parent *common, name string) {
	c.init()
	c.parent = parent
	c.name = name
	c.level = parent.level + 1
	c.verbose = parent.verbose
	c.w = indenter{c}
}

// private keeps other packages from implementing TB.
func (c *common) private() {}

// Name returns the test's full name.
func (c *common) Name() string { return c.name }

func (c *common) setRan() {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		c.ran = true
		c.mu.Unlock()
	}
}

// Fail marks the test as failed.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
	if c.name != "" {
		noteFailure(c.name, "")
	}
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.RLock()
	done := c.done
	c.mu.RUnlock()
	if !done && int64(raceErrors()) > c.lastRaces.Load() {
		c.checkRaces()
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine.
func (c *common) FailNow() {
	c.checkFuzz("FailNow")
	c.Fail()
	c.end()
}

// end ends the goroutine of the test.
func (c *common) end() {
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends its goroutine.
func (c *common) SkipNow() {
	c.checkFuzz("SkipNow")
	c.mu.Lock()
	c.skipped = true
	c.mu.Unlock()
	c.end()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.skipped
}

// Log writes a line to the test's output.
func (c *common) Log(args ...any) {
	c.checkFuzz("Log")
	c.log(fmt.Sprintln(args...), false)
}

// Logf is Log with a format.
func (c *common) Logf(format string, args ...any) {
	c.checkFuzz("Logf")
	c.log(fmt.Sprintf(format, args...), false)
}

// Error is Log, then Fail.
func (c *common) Error(args ...any) {
	c.checkFuzz("Error")
	c.log(fmt.Sprintln(args...), true)
	c.Fail()
}

// Errorf is Logf, then Fail.
func (c *common) Errorf(format string, args ...any) {
	c.checkFuzz("Errorf")
	c.log(fmt.Sprintf(format, args...), true)
	c.Fail()
}

// Fatal is Log, then FailNow.
func (c *common) Fatal(args ...any) {
	c.checkFuzz("Fatal")
	c.log(fmt.Sprintln(args...), true)
	c.FailNow()
}

// Fatalf is Logf, then FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.checkFuzz("Fatalf")
	c.log(fmt.Sprintf(format, args...), true)
	c.FailNow()
}

// Skip is Log, then SkipNow.
func (c *common) Skip(args ...any) {
	c.checkFuzz("Skip")
	c.log(fmt.Sprintln(args...), false)
	c.SkipNow()
}

// Skipf is Logf, then SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.checkFuzz("Skipf")
	c.log(fmt.Sprintf(format, args...), false)
	c.SkipNow()
}

// checkFuzz keeps a fuzz target from using its F.
func (c *common) checkFuzz(name string) {
	if c.fuzzing {
		panic("testing: f." + name + " was called inside the fuzz target, use t." + name + " instead")
	}
}

// Helper marks the calling function as one that logged lines do not name.
func (c *common) Helper() { c.helper() }

// helper is called by the Helper that the helper calls.
func (c *common) helper() {
	if c.fuzzing {
		panic("testing: f.Helper was called inside the fuzz target, use t.Helper instead")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = make(map[string]bool)
	}
	var pc [1]uintptr
	if runtime.Callers(3, pc[:]) == 0 {
		panic("testing: zero callers found")
	}
	frame, _ := runtime.CallersFrames(pc[:]).Next()
	c.helpers[frame.Function] = true
}

// Cleanup calls f after the test and its subtests; what was added last goes first.
func (c *common) Cleanup(f func()) {
	c.checkFuzz("Cleanup")
	pc := callers(1)
	name := ""
	fn := func() {
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.cleanupName = ""
			c.cleanupPC = nil
		}()
		c.mu.Lock()
		if name == "" {
			name = caller(0)
		}
		c.cleanupName = name
		c.cleanupPC = pc
		c.mu.Unlock()
		f()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, fn)
}

// runCleanup calls the cleanups; with keep it returns the value they panicked with.
func (c *common) runCleanup(keep bool) (panicked any) {
	c.inCleanup.Store(true)
	defer c.inCleanup.Store(false)
	if keep {
		defer func() { panicked = recover() }()
	}
	// A cleanup that panics or calls FailNow does not keep the others from running.
	defer func() {
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.runCleanup(false)
		}
	}()
	if c.cancel != nil {
		c.cancel()
	}
	for {
		c.mu.Lock()
		n := len(c.cleanups)
		if n == 0 {
			c.mu.Unlock()
			return nil
		}
		f := c.cleanups[n-1]
		c.cleanups = c.cleanups[:n-1]
		c.mu.Unlock()
		f()
	}
}

// Context returns a context that is canceled before the cleanups run.
func (c *common) Context() context.Context {
	c.checkFuzz("Context")
	return c.ctx
}

// Setenv sets an environment variable until the end of the test.
func (c *common) Setenv(key, value string) {
	c.checkFuzz("Setenv")
	old, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if was {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory until the end of the test.
func (c *common) Chdir(dir string) {
	c.checkFuzz("Chdir")
	old, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if !strings.HasPrefix(dir, "/") {
		if dir, err = os.Getwd(); err != nil {
			c.Fatal(err)
		}
	}
	c.Setenv("PWD", dir)
	c.Cleanup(func() {
		if err := os.Chdir(old); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

// What file names keep of a test's name.
const (
	nameSigns     = "!#$%&()+,-.=@^_{}~ "
	tempNameLimit = 64
)

func safeName(name, signs string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return r
		case r < 0x80 && !strings.ContainsRune(signs, r):
			return -1
		case r >= 0x80 && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			return -1
		}
		return r
	}, name)
}

// TempDir makes a directory that is removed when the test ends; each call
// makes another.
func (c *common) TempDir() string {
	c.checkFuzz("TempDir")
	c.mu.Lock()
	first := c.tempDir == ""
	var err error
	if first {
		name := c.name
		if len(name) > tempNameLimit {
			name = name[:tempNameLimit]
		}
		c.tempDir, err = os.MkdirTemp(os.Getenv("GOTMPDIR"), safeName(name, nameSigns))
	}
	c.tempDirs++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempDirs)
	c.mu.Unlock()
	if err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	if first {
		c.Cleanup(func() {
			if err := os.RemoveAll(c.tempDir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// ArtifactDir makes a directory for files that the test leaves behind. They
// are removed like those of TempDir: nothing leaves the process.
func (c *common) ArtifactDir() string {
	c.checkFuzz("ArtifactDir")
	if c.artifact == "" {
		c.artifact = c.TempDir()
	}
	return c.artifact
}

// Attr puts an attribute into the output.
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, unicode.IsSpace) {
		c.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if c.verbose == nil {
		return
	}
	c.verbose.frame(c.name, "=== ATTR  "+c.name+" "+key+" "+value+"\n")
}
