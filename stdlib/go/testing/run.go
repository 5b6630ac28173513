package testing

import (
	"flag"
	"fmt"
	"internal/stdio"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing/internal/testdeps"
	"time"
)

// settings are the flags.
var settings = struct {
	registered bool
	short      bool
	failFast   bool
	verbose    bool
	json       bool
	fullPath   bool
	noExit0    bool
	benchMem   bool
	count      int
	parallel   int
	list       string
	run        string
	skip       string
	bench      string
	shuffle    string
	timeout    time.Duration
	benchTime  benchTime
	cpus       []int
}{benchTime: benchTime{d: time.Second}}

// Init registers the flags; MainStart does so in time for TestMain.
func Init() {
	if settings.registered {
		return
	}
	s := &settings
	s.registered = true
	flag.BoolVar(&s.short, "test.short", false, "run smaller test suite to save time")
	flag.BoolVar(&s.failFast, "test.failfast", false, "do not start new tests after the first test failure")
	flag.BoolVar(&s.fullPath, "test.fullpath", false, "show full file names in error messages")
	flag.BoolVar(&s.noExit0, "test.paniconexit0", false, "panic on call to os.Exit(0)")
	flag.BoolVar(&s.benchMem, "test.benchmem", false, "print memory allocations for benchmarks")
	flag.BoolFunc("test.v", "verbose: print additional output", setVerbose)
	flag.IntVar(&s.count, "test.count", 1, "run tests and benchmarks `n` times")
	flag.IntVar(&s.parallel, "test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	flag.StringVar(&s.list, "test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	flag.StringVar(&s.run, "test.run", "", "run only tests and examples matching `regexp`")
	flag.StringVar(&s.skip, "test.skip", "", "do not list or run tests matching `regexp`")
	flag.StringVar(&s.bench, "test.bench", "", "run only benchmarks matching `regexp`")
	flag.StringVar(&s.shuffle, "test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	flag.DurationVar(&s.timeout, "test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
	flag.Func("test.benchtime", "run each benchmark for duration `d` or N times if `d` is of the form Nx", s.benchTime.set)
	flag.Func("test.cpu", "comma-separated `list` of cpu counts to run each test with", setCPUs)
}

func setVerbose(value string) error {
	on, err := strconv.ParseBool(value)
	settings.json = value == "test2json"
	if !settings.json && err != nil {
		return fmt.Errorf("invalid flag -test.v=%s", value)
	}
	settings.verbose = on || settings.json
	return nil
}

func setCPUs(value string) error {
	settings.cpus = nil
	for _, word := range strings.Split(value, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		n, err := strconv.Atoi(word)
		if err != nil || n <= 0 {
			return fmt.Errorf("invalid value %q for -test.cpu", word)
		}
		settings.cpus = append(settings.cpus, n)
	}
	return nil
}

// Short reports whether -test.short is set.
func Short() bool {
	if !settings.registered {
		panic("testing: Short called before Init")
	}
	if !flag.Parsed() {
		panic("testing: Short called before Parse")
	}
	return settings.short
}

// Verbose reports whether -test.v is set.
func Verbose() bool {
	if !flag.Parsed() {
		panic("testing: Verbose called before Parse")
	}
	return settings.verbose
}

// isTest is set by MainStart.
var isTest bool

// Testing reports whether this is a test.
func Testing() bool { return isTest }

// CoverMode returns the coverage mode; there is none.
func CoverMode() string { return "" }

// Coverage returns the fraction of code that was covered, which nobody counts.
func Coverage() float64 { return 0 }

// CoverBlock is a block of code.
type CoverBlock struct {
	Line0 uint32
	Col0  uint16
	Line1 uint32
	Col1  uint16
	Stmts uint16
}

// Cover says what was covered.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

// RegisterCover does nothing.
func RegisterCover(c Cover) {}

// testDeps is what the generated main knows.
type testDeps interface {
	MatchString(pattern, text string) (bool, error)
	ImportPath() string
}

// M is passed to TestMain.
type M struct {
	deps       testDeps
	tests      []InternalTest
	benchmarks []InternalBenchmark
	targets    []InternalFuzzTarget
	examples   []InternalExample
	code       int
}

// MainStart is for the generated main.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	isTest = true
	Init()
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, targets: fuzzTargets, examples: examples}
}

type matchOnly struct{ match matchFunc }

func (m matchOnly) MatchString(pattern, text string) (bool, error) { return m.match(pattern, text) }
func (m matchOnly) ImportPath() string                            { return "" }

// Main runs tests the way it was done before TestMain.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(matchOnly{matchString}, tests, benchmarks, nil, examples).Run())
}

// Run runs everything that the flags ask for and returns the exit status.
func (m *M) Run() (code int) {
	defer func() {
		code = m.code
		testdeps.ExitCode = code
	}()
	if !flag.Parsed() {
		flag.Parse()
	}
	if settings.json {
		os.Stderr = os.Stdout
	}
	if settings.parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		m.code = 2
		return
	}
	if settings.list != "" {
		m.list()
		return
	}
	if settings.shuffle != "off" && !m.shuffle() {
		return
	}
	if settings.cpus == nil {
		settings.cpus = []int{runtime.GOMAXPROCS(-1)}
	}
	stdio.PanicOnExit0 = settings.noExit0
	defer func() { stdio.PanicOnExit0 = false }()
	deadline, stop := m.startAlarm()
	match := m.deps.MatchString
	testRan, testOK := runTests(match, m.tests, deadline)
	fuzzRan, fuzzOK := runTargets(match, m.targets, deadline)
	exampleRan, exampleOK := runExamples(match, m.examples)
	stop()
	if !testRan && !fuzzRan && !exampleRan && settings.bench == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	mark := ""
	if settings.json {
		mark = markFrame
	}
	failed := !testOK || !exampleOK || !fuzzOK || !runBenchmarks(m.deps.ImportPath(), match, m.benchmarks)
	if !failed && raceErrors() > 0 {
		fmt.Print(mark, "testing: race detected outside of test execution\n")
		failed = true
	}
	if failed {
		fmt.Print(mark, "FAIL\n")
		m.code = 1
		return
	}
	fmt.Print(mark, "PASS\n")
	m.code = 0
	return
}

// list prints the names that match -list.
func (m *M) list() {
	match := m.deps.MatchString
	if _, err := match(settings.list, "non-empty"); err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp in -test.list (%q): %s\n", settings.list, err)
		os.Exit(1)
	}
	var names []string
	for _, test := range m.tests {
		names = append(names, test.Name)
	}
	for _, benchmark := range m.benchmarks {
		names = append(names, benchmark.Name)
	}
	for _, target := range m.targets {
		names = append(names, target.Name)
	}
	for _, example := range m.examples {
		names = append(names, example.Name)
	}
	for _, name := range names {
		if ok, _ := match(settings.list, name); ok {
			fmt.Println(name)
		}
	}
}

// shuffle changes the order of tests and benchmarks.
func (m *M) shuffle() bool {
	seed := time.Now().UnixNano()
	if settings.shuffle != "on" {
		n, err := strconv.ParseInt(settings.shuffle, 10, 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, "testing: -shuffle should be \"off\", \"on\", or a valid integer:", err)
			m.code = 2
			return false
		}
		seed = n
	}
	fmt.Println("-test.shuffle", seed)
	rng := rand.New(rand.NewSource(seed))
	rng.Shuffle(len(m.tests), func(i, j int) { m.tests[i], m.tests[j] = m.tests[j], m.tests[i] })
	rng.Shuffle(len(m.benchmarks), func(i, j int) {
		m.benchmarks[i], m.benchmarks[j] = m.benchmarks[j], m.benchmarks[i]
	})
	return true
}
