package testing

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
)

// Control characters by which -v=test2json tells lines of the framework, and
// errors, from what tests print.
const (
	markFrame  = "\x16"
	markError  = "\x0f"
	markEnd    = "\x0e"
	markEscape = "\x1b"
	marks      = markFrame + markError + markEnd + markEscape
)

const indent = "    "

// A printer writes what -v shows while tests run.
type printer struct {
	mu   sync.Mutex
	w    io.Writer
	last string // the test whose lines come now
	json bool
}

func newPrinter(w io.Writer) *printer { return &printer{w: w, json: settings.json} }

// mark returns what comes before a line of the framework.
func (p *printer) mark() string {
	if p != nil && p.json {
		return markFrame
	}
	return ""
}

// frame writes lines of the framework; what follows belongs to test.
func (p *printer) frame(test, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = test
	io.WriteString(p.w, p.mark()+text)
}

// print writes what test prints.
func (p *printer) print(test, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == "" {
		p.last = test
	} else if p.last != test {
		io.WriteString(p.w, p.mark()+"=== NAME  "+test+"\n")
		p.last = test
	}
	io.WriteString(p.w, text)
}

// An indenter keeps indented lines for the report of a test.
type indenter struct{ c *common }

func (w indenter) Write(b []byte) (n int, err error) {
	for line := range bytes.Lines(b) {
		if line[0] == markFrame[0] {
			w.c.output = append(w.c.output, markFrame...)
			line = line[1:]
		}
		w.c.output = append(w.c.output, indent...)
		w.c.output = append(w.c.output, line...)
	}
	return len(b), nil
}

// deliver reports the test to its parent: a line, then what was kept.
func (c *common) deliver(line string) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	text := line + string(c.output)
	c.output = c.output[:0]
	if c.verbose != nil && (p.w == c.verbose.w || c.verbose.json) {
		c.verbose.frame(c.name, text)
	} else {
		io.WriteString(p.w, c.verbose.mark()+text)
	}
}

// destination returns c, or the innermost test around it that is not done.
func (c *common) destination() *common {
	c.mu.RLock()
	own := !c.done && !c.inBubble
	c.mu.RUnlock()
	if own {
		return c
	}
	for p := c.parent; p != nil; p = p.parent {
		p.mu.RLock()
		done := p.done
		p.mu.RUnlock()
		if !done {
			return p
		}
	}
	return nil
}

// log writes a text with the line that called Log and so on.
func (c *common) log(s string, isError bool) {
	s = strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+indent) + "\n"
	d := c.destination()
	if d == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + s)
	}
	s = d.place(3) + s
	if isError {
		noteFailure(c.name, s)
	}
	d.endLine()
	d.write([]byte(s), isError)
}

// endLine ends a line that was written to Output without its end.
func (c *common) endLine() {
	c.mu.Lock()
	open := len(c.partial) > 0
	c.mu.Unlock()
	if open {
		c.write([]byte("\n"), false)
	}
}

// write takes text of the test; only whole lines go on.
func (c *common) write(text []byte, isError bool) {
	if c.silent {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	lines := bytes.SplitAfter(text, []byte("\n"))
	last := len(lines) - 1
	for i, line := range lines[:last] {
		if i == 0 && len(c.partial) > 0 {
			line = append(c.partial, line...)
			c.partial = nil
		}
		c.writeLine(line, isError && i == 0, isError && i == last-1)
	}
	c.partial = append(c.partial, lines[last]...)
}

func (c *common) writeLine(line []byte, begins, ends bool) {
	if c.done || c.verbose == nil {
		c.output = append(c.output, indent...)
		c.output = append(c.output, line...)
		return
	}
	text := indent + string(line)
	if c.verbose.json {
		text = indent + escaped(string(line))
		if begins {
			text = markError + text
		}
		if ends {
			text = strings.TrimSuffix(text, "\n") + markEnd + "\n"
		}
	}
	if c.isBench {
		fmt.Print(text)
	} else {
		c.verbose.print(c.name, text)
	}
}

// escaped keeps control characters from being taken for marks.
func escaped(s string) string {
	if !strings.ContainsAny(s, marks) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(marks, s[i]) >= 0 {
			b.WriteString(markEscape)
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

type outputWriter struct{ c *common }

func (o outputWriter) Write(p []byte) (n int, err error) {
	if o.c.destination() == nil {
		panic("Write called after " + o.c.name + " has completed")
	}
	o.c.write(p, false)
	return len(p), nil
}

// Output returns a writer to the test's output.
func (c *common) Output() io.Writer {
	c.checkFuzz("Output")
	d := c.destination()
	if d == nil {
		panic("Output called after " + c.name + " has completed")
	}
	return outputWriter{d}
}

// callers returns the calls of this goroutine; 0 is the caller's own.
func callers(skip int) []uintptr {
	var pc [50]uintptr
	return pc[:runtime.Callers(skip+2, pc[:])]
}

// caller returns the name of a function on the stack; 0 is the caller's own.
func caller(skip int) string {
	frame, _ := runtime.CallersFrames(callers(skip + 1)[:1]).Next()
	return frame.Function
}

// place says where the test called: `file.go:12: `. Functions that called
// Helper are passed over; what runs as a subtest or cleanup was called where
// Run or Cleanup was.
func (c *common) place(skip int) string {
	frame := c.frame(callers(skip))
	file, line := frame.File[strings.LastIndexByte(frame.File, '/')+1:], frame.Line
	if frame.File == "" {
		file = "???"
	} else if settings.fullPath {
		file = frame.File
	}
	if line == 0 {
		line = 1
	}
	return fmt.Sprintf("%s:%d: ", file, line)
}

func (c *common) frame(pcs []uintptr) runtime.Frame {
	frames := runtime.CallersFrames(pcs)
	var first, previous, frame runtime.Frame
	skipNext := false
	for more := true; more; previous = frame {
		frame, more = frames.Next()
		if skipNext {
			// The iterator that called the body of a loop.
			skipNext = false
			continue
		}
		if frame.Function == "runtime.gopanic" {
			continue
		}
		c.mu.RLock()
		cleanup, pcs, helpers := c.cleanupName, c.cleanupPC, c.helpers
		c.mu.RUnlock()
		if cleanup != "" && frame.Function == cleanup {
			frames = runtime.CallersFrames(pcs)
			more = true
			continue
		}
		if first.PC == 0 {
			first = frame
		}
		if frame.Function == c.runner {
			if c.level <= 1 {
				// The test itself is a helper.
				return previous
			}
			frames = runtime.CallersFrames(c.creator)
			more = true
			c = c.parent
			continue
		}
		name := frame.Function
		if i := strings.LastIndex(name, "-range"); i > 0 && strings.Trim(name[i+len("-range"):], "0123456789") == "" {
			name = name[:i]
			skipNext = true
		}
		if !helpers[name] {
			return frame
		}
	}
	return first
}
