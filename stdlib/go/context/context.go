// Package context carries deadlines, cancellation and values across calls.
package context

import (
	"errors"
	"sync"
	"time"
)

// A Context carries a deadline, cancellation and values.
type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

// Canceled is the error of a cancelled context.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// A CancelFunc cancels a context.
type CancelFunc func()

// A CancelCauseFunc cancels a context and says why.
type CancelCauseFunc func(cause error)

type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background returns the root of all contexts.
func Background() Context { return backgroundCtx{} }

// TODO is for places where the context is not known yet.
func TODO() Context { return todoCtx{} }

// typeString returns the type of v as %T does; comparable whether it has ==.
func typeString(v any) string
func typeComparable(v any) bool

type stringer interface{ String() string }

func nameOf(c Context) string {
	if s, ok := c.(stringer); ok {
		return s.String()
	}
	return typeString(c)
}

func checkParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// A canceler can be cancelled by its parent or its CancelFunc.
type canceler interface {
	cancel(remove bool, err, cause error)
}

// cancelCtxKey is the key for which a cancelCtx returns itself.
var cancelCtxKey int

// A cancelCtx keeps its children in the order in which they came.
type cancelCtx struct {
	Context
	mu          sync.Mutex
	done        chan struct{}
	err, cause  error      // set under mu before done is closed
	self        canceler   // what embeds this
	up          *cancelCtx // whose child this is; the links are under up.mu
	prev, next  *cancelCtx
	first, last *cancelCtx // children, under mu
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	select {
	case <-c.done:
		return c.err
	default:
		return nil
	}
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return value(c.Context, key)
}

func (c *cancelCtx) String() string { return nameOf(c.Context) + ".WithCancel" }

// start makes c, which is part of self, follow parent.
func (c *cancelCtx) start(parent Context, self canceler) {
	c.Context = parent
	c.done = make(chan struct{})
	c.self = self
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		self.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	if p, ok := parent.Value(&cancelCtxKey).(*cancelCtx); ok && p.done == done {
		p.mu.Lock()
		if p.err != nil {
			self.cancel(false, p.err, p.cause)
		} else {
			c.up = p
			if c.prev = p.last; c.prev == nil {
				p.first = c
			} else {
				c.prev.next = c
			}
			p.last = c
		}
		p.mu.Unlock()
		return
	}
	if a, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		c.mu.Lock()
		stop := a.AfterFunc(func() { self.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
		c.mu.Unlock()
		return
	}
	go func() {
		select {
		case <-done:
			self.cancel(false, parent.Err(), Cause(parent))
		case <-c.done:
		}
	}()
}

// A stopCtx is a parent that is told when its child is gone.
type stopCtx struct {
	Context
	stop func() bool
}

func (c *cancelCtx) cancel(remove bool, err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err, c.cause = err, cause
	close(c.done)
	for child := c.first; child != nil; child = child.next {
		child.self.cancel(false, err, cause)
	}
	c.first, c.last = nil, nil
	c.mu.Unlock()
	if remove {
		c.remove()
	}
}

// remove takes c out of its parent's list.
func (c *cancelCtx) remove() {
	if s, ok := c.Context.(stopCtx); ok {
		s.stop()
		return
	}
	p := c.up
	if p == nil {
		return
	}
	p.mu.Lock()
	if p.err == nil {
		if c.prev == nil {
			p.first = c.next
		} else {
			c.prev.next = c.next
		}
		if c.next == nil {
			p.last = c.prev
		} else {
			c.next.prev = c.prev
		}
	}
	p.mu.Unlock()
}

func withCancel(parent Context) *cancelCtx {
	checkParent(parent)
	c := &cancelCtx{}
	c.start(parent, c)
	return c
}

// WithCancel returns a child of parent and what cancels it.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a cause.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// Cause returns why c was cancelled, or nil if it was not.
func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok && cc.Err() != nil {
		return cc.cause
	}
	return err
}

// AfterFunc calls f in its own goroutine after ctx is done.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.cancelCtx.start(ctx, a)
	return func() bool {
		stopped := false
		a.once.Do(func() { stopped = true })
		if stopped {
			a.cancel(true, Canceled, nil)
		}
		return stopped
	}
}

type afterFuncCtx struct {
	cancelCtx
	once sync.Once
	f    func()
}

func (a *afterFuncCtx) cancel(remove bool, err, cause error) {
	a.cancelCtx.cancel(remove, err, cause)
	a.once.Do(func() { go a.f() })
}

// WithoutCancel returns a context with parent's values that is never cancelled.
func WithoutCancel(parent Context) Context {
	checkParent(parent)
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct{ c Context }

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c withoutCancelCtx) String() string                        { return nameOf(c.c) + ".WithoutCancel" }

// WithDeadline returns a child of parent that is done at d at the latest.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with a cause for the deadline.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	checkParent(parent)
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.cancelCtx.start(parent, c)
	left := time.Until(d)
	if left <= 0 {
		c.cancel(true, DeadlineExceeded, cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	c.mu.Lock()
	if c.err == nil {
		c.timer = time.AfterFunc(left, func() { c.cancel(true, DeadlineExceeded, cause) })
	}
	c.mu.Unlock()
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithTimeout is WithDeadline with a time from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

// WithTimeoutCause is WithTimeout with a cause for the timeout.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

type timerCtx struct {
	cancelCtx
	timer    *time.Timer // under mu
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return nameOf(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func (c *timerCtx) cancel(remove bool, err, cause error) {
	c.cancelCtx.cancel(remove, err, cause)
	c.mu.Lock()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	c.mu.Unlock()
}

// WithValue returns a child of parent in which key has the value val.
func WithValue(parent Context, key, val any) Context {
	checkParent(parent)
	if key == nil {
		panic("nil key")
	}
	if !typeComparable(key) {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any { return value(c, key) }

func (c *valueCtx) String() string {
	return nameOf(c.Context) + ".WithValue(" + show(c.key) + ", " + show(c.val) + ")"
}

func show(v any) string {
	switch s := v.(type) {
	case stringer:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return typeString(v)
}

// value looks for key without recursion through our own types.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &cancelCtxKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == &cancelCtxKey {
				return nil
			}
			c = ctx.c
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}
