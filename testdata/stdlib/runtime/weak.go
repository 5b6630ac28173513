package main

//goweave:schedule go

import (
	"fmt"
	"runtime"
	"sync"
	"time"
	"unique"
	"weak"
)

type pair struct {
	a, b int
	next *pair
}

func gc() {
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
}

var global pair

func equality() {
	p := &pair{a: 1}
	w, v := weak.Make(p), weak.Make(p)
	fmt.Println(w == v, w.Value() == p, w == weak.Make(&pair{a: 1}))
	x, y := weak.Make(&p.a), weak.Make(&p.b)
	fmt.Println(x == y, x == weak.Make(&p.a), *x.Value(), any(w) == any(x))
	var zero weak.Pointer[pair]
	fmt.Println(zero == weak.Make[pair](nil), zero.Value() == nil)
	runtime.KeepAlive(p)
	gc()
	fmt.Println(w.Value(), x.Value(), w == v, w == zero, x == y)
	g := weak.Make(&global)
	gc()
	fmt.Println(g.Value() == &global, g == weak.Make(&global))
}

func finalized() {
	p := &pair{a: 2, next: &pair{a: 3}}
	w, inner := weak.Make(p), weak.Make(p.next)
	back := make(chan *pair, 1)
	runtime.SetFinalizer(p, func(p *pair) {
		fmt.Println("finalizer", w.Value() == nil, inner.Value() != nil)
		back <- p
	})
	p = nil
	gc()
	q := <-back
	fmt.Println(w.Value() == nil, weak.Make(q) == w, inner == weak.Make(q.next))
	runtime.KeepAlive(q)
	q = nil
	gc()
	fmt.Println(inner.Value())
}

func cleaned() {
	p := &pair{a: 4}
	w := weak.Make(p)
	runtime.AddCleanup(p, func(w weak.Pointer[pair]) { fmt.Println("cleanup", w.Value()) }, w)
	gc()
}

type cache[K comparable, V any] struct{ m map[K]weak.Pointer[V] }

func (c *cache[K, V]) get(k K, f func() *V) *V {
	if v := c.m[k].Value(); v != nil {
		return v
	}
	v := f()
	c.m[k] = weak.Make(v)
	return v
}

func caches() {
	c := cache[string, pair]{map[string]weak.Pointer[pair]{}}
	made := 0
	f := func() *pair { made++; return &pair{a: made} }
	p := c.get("x", f)
	gc()
	fmt.Println(c.get("x", f) == p, made)
	gc()
	fmt.Println(c.get("x", f).a, made)
}

func handles() {
	w := func() weak.Pointer[pair] {
		p := &pair{a: 5}
		h := unique.Make(p)
		fmt.Println(h == unique.Make(p), h.Value() == p)
		return weak.Make(p)
	}()
	for range 5 {
		gc()
		unique.Make("other")
	}
	fmt.Println(w.Value())
	fmt.Println(unique.Make("a") == unique.Make("a"), unique.Make(any(1)) == unique.Make(any("1")))
}

func pools() {
	made := 0
	pool := sync.Pool{New: func() any { made++; return &pair{a: made} }}
	pool.Put(&pair{a: 10})
	runtime.GC()
	fmt.Println(pool.Get().(*pair).a)
	pool.Put(&pair{a: 11})
	runtime.GC()
	runtime.GC()
	fmt.Println(pool.Get().(*pair).a, made)
}

func main() {
	equality()
	finalized()
	cleaned()
	caches()
	handles()
	pools()
}
