// Package main copies locks in every way there is.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type counter struct {
	mu sync.Mutex
	n  int
}

type nested struct {
	inner [2]counter
	name  string
}

type locker interface {
	Lock()
	Unlock()
}

type byPointer struct{ l *sync.Mutex }

type viaInterface struct{ locker }

type own struct{ held bool }

func (o *own) Lock()   { o.held = true }
func (o *own) Unlock() { o.held = false }

func byValue(c counter) int        { return c.n }
func (c counter) method() int      { return c.n }
func (c *counter) pointer() int    { return c.n }
func fine(c *counter, p byPointer) {}
func group(wg sync.WaitGroup)      { wg.Wait() }
func generic[T sync.Mutex | int](x T) {
	_ = x
}
func approx[M interface{ ~struct{ sync.Mutex } }](m M) {}

func result(c *counter) counter { return *c }
func fresh() counter            { return counter{} }

func main() {
	var a counter
	b := a
	b = a
	_ = b
	var c, d = a, nested{}
	p := &a
	q := *p
	list := []counter{a, {n: 1}}
	table := map[string]nested{"x": d}
	byValue(a)
	fmt.Println(a, len(list), cap(list))
	for _, x := range list {
		fmt.Println(&x)
	}
	for i, x := range table {
		_, _ = i, x
	}
	for i := range list {
		_ = i
	}
	var e counter
	for _, e = range list {
	}
	for m := fresh(); m.n < 1; m.n++ {
	}
	f := fresh()
	f = *new(counter)
	g := (*p)
	o := own{}
	oo := o
	_ = oo
	once := sync.Once{}
	again := once
	_ = &again
	var n atomic.Int64
	nn := n
	_ = &nn
	func(v viaInterface, w sync.RWMutex) {}(viaInterface{}, sync.RWMutex{})
	pool := struct{ p sync.Pool }{}
	x, y := pool, a
	_, _ = &x, &y
	_, _, _, _, _, _ = &c, &q, &e, &f, &g, table
}
