package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample is an example of the generated main.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// RunExamples runs examples; the generated main does not use it.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(matchString, examples)
	return ok
}

func runExamples(match matchFunc, examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(match, settings.run, "-test.run", settings.skip)
	for _, e := range examples {
		if _, matched, _ := m.fullName(nil, e.Name); matched {
			ran = true
			ok = e.run() && ok
		}
	}
	return ran, ok
}

// run runs an example with its output caught.
func (e *InternalExample) run() (ok bool) {
	mark := ""
	if settings.json {
		mark = markFrame
	}
	if settings.verbose {
		fmt.Printf("%s=== RUN   %s\n", mark, e.Name)
	}
	stdout := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	output := make(chan string)
	go func() {
		var b strings.Builder
		_, err := io.Copy(&b, r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		output <- b.String()
	}()
	finished := false
	start := time.Now()
	defer func() {
		d := time.Since(start)
		w.Close()
		os.Stdout = stdout
		text := <-output
		panicked := recover()
		wrong := ""
		if panicked == nil {
			wrong = e.compare(text)
		}
		switch {
		case wrong != "" || !finished || panicked != nil:
			noteFailure(e.Name, wrong)
			fmt.Printf("%s--- FAIL: %s (%s)\n%s", mark, e.Name, seconds(d), wrong)
		default:
			ok = true
			if settings.verbose {
				fmt.Printf("%s--- PASS: %s (%s)\n", mark, e.Name, seconds(d))
			}
		}
		if settings.json {
			fmt.Printf("%s=== NAME   \n", mark)
		}
		if panicked != nil {
			panic(panicked)
		}
		if !finished {
			panic(goexitError{})
		}
	}()
	e.F()
	finished = true
	return
}

// compare returns what is wrong with an example's output.
func (e *InternalExample) compare(text string) string {
	got, want := strings.TrimSpace(text), strings.TrimSpace(e.Output)
	if !e.Unordered {
		if got == want {
			return ""
		}
		return fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	sorted := func(s string) []string { return slices.Sorted(strings.SplitSeq(s, "\n")) }
	if slices.Equal(sorted(got), sorted(want)) {
		return ""
	}
	return fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", text, e.Output)
}
