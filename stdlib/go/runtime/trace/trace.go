// Package trace marks tasks and regions and writes logs: they become steps of the recorded
// execution, which `goweave trace` shows. What Start writes is a list of the same, one a line.
package trace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// The kinds of marks.
const (
	taskBegins = iota
	taskEnds
	regionBegins
	regionEnds
	logged
)

var words = [...]string{"task begins", "task ends", "region begins", "region ends", "log"}

// mark adds a mark of the running goroutine to the execution's log.
func mark(kind int, task, parent uint64, name, message string)

const header = "goweave runtime/trace 1\n"

// tracer is who writes down marks: one trace, one flight recorder.
var tracer struct {
	sync.Mutex
	out    io.Writer
	text   []byte
	flight *FlightRecorder
	tasks  uint64
}

// note marks something and writes it down for whoever asked for it.
func note(kind int, task, parent uint64, name, message string) {
	mark(kind, task, parent, name, message)
	tracer.Lock()
	defer tracer.Unlock()
	if tracer.out == nil && tracer.flight == nil {
		return
	}
	line := words[kind] + " task=" + strconv.FormatUint(task, 10)
	if kind == taskBegins {
		line += " parent=" + strconv.FormatUint(parent, 10)
	}
	line += " " + strconv.Quote(name)
	if kind == logged {
		line += " " + strconv.Quote(message)
	}
	line += "\n"
	if tracer.out != nil {
		tracer.text = append(tracer.text, line...)
	}
	if f := tracer.flight; f != nil {
		f.add(line)
	}
}

// Start begins a trace that Stop writes to w.
func Start(w io.Writer) error {
	tracer.Lock()
	defer tracer.Unlock()
	if tracer.out != nil {
		return errors.New("execution tracer already enabled")
	}
	tracer.out = w
	tracer.text = append(tracer.text[:0], header...)
	return nil
}

// Stop ends the trace and writes it.
func Stop() {
	tracer.Lock()
	out, text := tracer.out, tracer.text
	tracer.out, tracer.text = nil, nil
	tracer.Unlock()
	if out != nil {
		out.Write(text)
	}
}

// IsEnabled tells whether there is a trace.
func IsEnabled() bool {
	tracer.Lock()
	defer tracer.Unlock()
	return tracer.out != nil || tracer.flight != nil
}

// A Task is something that several goroutines may work on.
type Task struct{ id uint64 }

type taskKey struct{}

// taskOf returns the number of the context's task; 0 is none.
func taskOf(ctx context.Context) uint64 {
	if t, ok := ctx.Value(taskKey{}).(*Task); ok {
		return t.id
	}
	return 0
}

// NewTask makes a task, which ctx's task is part of, and a context with it.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	tracer.Lock()
	tracer.tasks++
	task = &Task{tracer.tasks}
	tracer.Unlock()
	note(taskBegins, task.id, taskOf(pctx), taskType, "")
	return context.WithValue(pctx, taskKey{}, task), task
}

// End marks the end of the task.
func (t *Task) End() { note(taskEnds, t.id, 0, "", "") }

// Log writes a message of a category.
func Log(ctx context.Context, category, message string) {
	note(logged, taskOf(ctx), 0, category, message)
}

// Logf is Log with a format.
func Logf(ctx context.Context, category, format string, args ...any) {
	Log(ctx, category, fmt.Sprintf(format, args...))
}

// A Region is a part of what one goroutine does.
type Region struct {
	task uint64
	name string
}

// WithRegion calls fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	r := StartRegion(ctx, regionType)
	defer r.End()
	fn()
}

// StartRegion begins a region, which its End ends.
func StartRegion(ctx context.Context, regionType string) *Region {
	r := &Region{taskOf(ctx), regionType}
	note(regionBegins, r.task, 0, r.name, "")
	return r
}

// End marks the end of the region.
func (r *Region) End() { note(regionEnds, r.task, 0, r.name, "") }
