// Package singleflight keeps calls that do the same from being made twice at
// the same time.
package singleflight

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"sync"
)

var errGoexit = errors.New("runtime.Goexit was called")

// A panicError is a panic of the function, with its stack.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

func newPanicError(v any) error {
	stack := make([]byte, 1<<16)
	stack = stack[:runtime.Stack(stack, false)]
	// The first line names a goroutine that may be gone when this is read.
	if i := bytes.IndexByte(stack, '\n'); i >= 0 {
		stack = stack[i+1:]
	}
	return &panicError{v, stack}
}

// A call is under way, or its result is being handed out.
type call struct {
	done  sync.WaitGroup
	value any
	err   error
	dups  int
	chans []chan<- Result
}

// A Group is a set of calls, told apart by their keys.
type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// Result is what DoChan sends.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// join returns the call of a key and whether it is new.
func (g *Group) join(key string, ch chan<- Result) (c *call, fresh bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.calls[key]
	if ok {
		c.dups++
	} else {
		if g.calls == nil {
			g.calls = make(map[string]*call)
		}
		c = &call{}
		c.done.Add(1)
		g.calls[key] = c
	}
	if ch != nil {
		c.chans = append(c.chans, ch)
	}
	return c, !ok
}

// Do calls fn, or waits for the call of the same key that is under way.
// shared tells whether several callers got the result.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, fresh := g.join(key, nil)
	if fresh {
		g.run(c, key, fn)
		return c.value, c.err, c.dups > 0
	}
	c.done.Wait()
	if e, ok := c.err.(*panicError); ok {
		panic(e)
	}
	if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.value, c.err, true
}

// DoChan is Do with the result on a channel.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if c, fresh := g.join(key, ch); fresh {
		go g.run(c, key, fn)
	}
	return ch
}

// run makes the call and hands out the result.
func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned := false
	defer func() {
		if !returned && c.err == nil {
			c.err = errGoexit
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		c.done.Done()
		if g.calls[key] == c {
			delete(g.calls, key)
		}
		if e, ok := c.err.(*panicError); ok {
			if len(c.chans) > 0 {
				// Whoever reads a channel would wait for ever, and nobody
				// there could recover.
				go panic(e)
				select {}
			}
			panic(e)
		}
		if c.err == errGoexit {
			return
		}
		for _, ch := range c.chans {
			ch <- Result{c.value, c.err, c.dups > 0}
		}
	}()
	func() {
		defer func() {
			if !returned {
				// Goexit recovers nothing.
				if r := recover(); r != nil {
					c.err = newPanicError(r)
				}
			}
		}()
		c.value, c.err = fn()
		returned = true
	}()
}

// Forget makes the next call of key a new one.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.calls, key)
	g.mu.Unlock()
}
