package testing

import (
	"errors"
	"fmt"
	"os"
	"path"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// InternalFuzzTarget is a fuzz target of the generated main.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// F is passed to fuzz targets. Their functions are called with the seed
// corpus: what Add was given and the files below testdata/fuzz.
type F struct {
	common
	group  *group
	seeds  []seed
	called bool
}

// Fail marks the fuzz test as failed.
func (f *F) Fail() { f.common.Fail() }

// Skipped tells whether it was skipped.
func (f *F) Skipped() bool { return f.common.Skipped() }

// Helper marks the calling function as a helper, which is not named as a failure's place.
func (f *F) Helper() { f.helper() }

// A seed is arguments of a fuzz target.
type seed struct {
	name   string
	file   string // where it is from; empty if from Add
	values []any
}

// fuzzable reports whether a fuzz target may have an argument of this type.
func fuzzable(t reflect.Type) bool {
	switch reflect.Zero(t).Interface().(type) {
	case []byte, string, bool, byte, rune, float32, float64,
		int, int8, int16, int64, uint, uint16, uint32, uint64:
		return true
	}
	return false
}

// Add adds arguments to the seed corpus.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if t := reflect.TypeOf(arg); t == nil || !fuzzable(t) {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.seeds = append(f.seeds, seed{name: fmt.Sprintf("seed#%d", len(f.seeds)), values: args})
}

// Fuzz calls ff with each entry of the seed corpus.
func (f *F) Fuzz(ff any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	if f.failed {
		return
	}
	f.Helper()
	fn := reflect.ValueOf(ff)
	t := fn.Type()
	switch {
	case t.Kind() != reflect.Func:
		panic("testing: F.Fuzz must receive a function")
	case t.NumIn() < 2 || t.In(0) != reflect.TypeOf((*T)(nil)):
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	case t.NumOut() != 0:
		panic("testing: fuzz target must not return a value")
	}
	run := func(name string, s seed) {
		t := &T{group: f.group}
		t.begin(&f.common, name)
		t.creator = callers(1)
		if f.verbose != nil {
			f.verbose.frame(name, "=== RUN   "+name+"\n")
		}
		f.fuzzing = true
		go tRunner(t, func(t *T) {
			args := []reflect.Value{reflect.ValueOf(t)}
			for _, v := range s.values {
				args = append(args, reflect.ValueOf(v))
			}
			fn.Call(args)
		})
		<-t.signal
		if f.verbose != nil && f.verbose.json {
			f.verbose.frame(f.name, "=== NAME  "+f.name+"\n")
		}
		f.fuzzing = false
	}
	var types []reflect.Type
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzable(t.In(i)) {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
		types = append(types, t.In(i))
	}
	files, err := readCorpus(path.Join("testdata/fuzz", f.name))
	if err != nil {
		f.Fatal(err)
	}
	f.seeds = append(f.seeds, files...)
	for _, s := range f.seeds {
		if err := s.check(types); err != nil {
			if s.file != "" {
				err = fmt.Errorf("%q: %v", s.file, err)
			}
			f.Fatal(err)
		}
	}
	for _, s := range f.seeds {
		name := f.name + "/" + s.name
		if _, ok, _ := f.group.match.fullName(nil, name); ok {
			run(name, s)
		}
	}
}

// check returns what is wrong with the types of the values.
func (s seed) check(types []reflect.Type) error {
	if len(s.values) != len(types) {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(s.values), len(types))
	}
	have := make([]reflect.Type, len(types))
	wrong := false
	for i, v := range s.values {
		have[i] = reflect.TypeOf(v)
		wrong = wrong || have[i] != types[i]
	}
	if wrong {
		return fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, types)
	}
	return nil
}

// runTargets runs fuzz targets with their seed corpus.
func runTargets(match matchFunc, targets []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	ok = true
	if len(targets) == 0 {
		return false, true
	}
	m := newMatcher(match, settings.run, "-test.run", settings.skip)
	for _, procs := range settings.cpus {
		runtime.GOMAXPROCS(procs)
		for range settings.count {
			if failsFast() {
				break
			}
			root := &common{w: os.Stdout, silent: true}
			if settings.verbose {
				root.verbose = newPrinter(root.w)
			}
			for _, target := range targets {
				if failsFast() {
					break
				}
				name, matched, _ := m.fullName(nil, target.Name)
				if !matched {
					continue
				}
				f := &F{group: newGroup(settings.parallel, m)}
				f.group.deadline = deadline
				f.begin(root, name)
				// Seeds are not run in parallel.
				f.barrier = nil
				if f.verbose != nil {
					f.verbose.frame(name, "=== RUN   "+name+"\n")
				}
				go fRunner(f, target.Fn)
				<-f.signal
				if f.verbose != nil && f.verbose.json {
					f.verbose.frame("", "=== NAME  \n")
				}
				ok = ok && !f.Failed()
				ran = ran || f.ran
			}
			if !ran {
				break
			}
		}
	}
	return ran, ok
}

// fRunner runs a fuzz target and reports how it went.
func fRunner(f *F, fn func(*F)) {
	f.runner = "testing.fRunner"
	defer func() {
		f.checkRaces()
		if f.Failed() {
			numFailed.Add(1)
		}
		var err any = recover()
		if err == nil {
			f.mu.RLock()
			idle := !f.called && !f.skipped && !f.failed
			finished := f.finished
			f.mu.RUnlock()
			if !finished {
				err = goexitError{}
			} else if idle {
				f.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
			}
		}
		if err != nil {
			f.Fail()
			if r := f.runCleanup(true); r != nil {
				f.Logf("cleanup panicked with %v", r)
			}
			f.reportCrash()
			panic(err)
		}
		f.duration += time.Since(f.start)
		f.endLine()
		f.report()
		f.mu.Lock()
		f.done = true
		f.mu.Unlock()
		f.setRan()
		f.signal <- true
	}()
	defer f.runCleanup(false)
	f.start = time.Now()
	f.resetRaces()
	fn(f)
	f.mu.Lock()
	f.finished = true
	f.mu.Unlock()
}

// readCorpus reads the files of a folder; there need not be one.
func readCorpus(dir string) ([]seed, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if os.IsNotExist(err) {
			return nil, nil
		}
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var seeds []seed
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		name := path.Join(dir, entry.Name())
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		values, err := parseCorpus(string(text))
		if err != nil {
			return nil, fmt.Errorf("%q: unmarshal: %v", name, err)
		}
		seeds = append(seeds, seed{entry.Name(), name, values})
	}
	return seeds, nil
}

// parseCorpus reads a corpus file: a line with the version, then a value of
// each argument as a conversion.
func parseCorpus(text string) ([]any, error) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if strings.TrimSpace(lines[0]) != "go test fuzz v1" {
		return nil, errors.New("unknown encoding version: " + strings.TrimSpace(lines[0]))
	}
	var values []any
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		v, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		values = append(values, v)
	}
	if values == nil {
		return nil, errors.New("must include version and at least one value")
	}
	return values, nil
}

// parseValue reads `type(value)`.
func parseValue(line string) (any, error) {
	name, rest, ok := strings.Cut(line, "(")
	rest, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return nil, errors.New("expected a conversion")
	}
	signed := func(bits int) (int64, error) {
		if r, err := strconv.Unquote(rest); err == nil && rest[0] == '\'' {
			return int64([]rune(r)[0]), nil
		}
		return strconv.ParseInt(rest, 0, bits)
	}
	unsigned := func(bits int) (uint64, error) {
		if r, err := strconv.Unquote(rest); err == nil && rest[0] == '\'' {
			return uint64([]rune(r)[0]), nil
		}
		return strconv.ParseUint(rest, 0, bits)
	}
	switch name {
	case "[]byte":
		s, err := strconv.Unquote(rest)
		return []byte(s), err
	case "string":
		return strconv.Unquote(rest)
	case "bool":
		return strconv.ParseBool(rest)
	case "int":
		n, err := signed(64)
		return int(n), err
	case "int8":
		n, err := signed(8)
		return int8(n), err
	case "int16":
		n, err := signed(16)
		return int16(n), err
	case "int32", "rune":
		n, err := signed(32)
		return int32(n), err
	case "int64":
		return signed(64)
	case "uint":
		n, err := unsigned(64)
		return uint(n), err
	case "uint8", "byte":
		n, err := unsigned(8)
		return uint8(n), err
	case "uint16":
		n, err := unsigned(16)
		return uint16(n), err
	case "uint32":
		n, err := unsigned(32)
		return uint32(n), err
	case "uint64":
		return unsigned(64)
	case "float32":
		x, err := strconv.ParseFloat(rest, 32)
		return float32(x), err
	case "float64":
		return strconv.ParseFloat(rest, 64)
	}
	return nil, fmt.Errorf("unknown type %s", name)
}
