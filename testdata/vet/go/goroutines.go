// Package main starts goroutines in doubtful ways.
package main

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
)

type job struct{ wg sync.WaitGroup }

func add(wg *sync.WaitGroup, j *job) {
	go func() {
		wg.Add(1)
		defer wg.Done()
	}()
	go func() {
		println("first")
		wg.Add(1)
	}()
	go func() {
		j.wg.Add(2)
	}()
	wg.Add(1)
	func() {
		wg.Add(1)
	}()
	go func() {
		if true {
			wg.Add(1)
		}
	}()
	wg.Wait()
}

func atomics() {
	var n int64
	var s struct{ x uint32 }
	p := &n
	n = atomic.AddInt64(&n, 1)
	*p = atomic.AddInt64(p, 1)
	s.x = atomic.AddUint32(&s.x, 1)
	m := atomic.AddInt64(&n, 1)
	n, m = atomic.AddInt64(&n, 1), atomic.AddInt64(&m, 1)
	n = atomic.LoadInt64(&n)
	_ = m
}

func signals() {
	a := make(chan os.Signal)
	signal.Notify(a, os.Interrupt)
	b := make(chan os.Signal, 1)
	signal.Notify(b, os.Interrupt)
	signal.Notify(make(chan os.Signal), os.Interrupt)
	var c = make(chan os.Signal)
	notify := signal.Notify
	notify(c)
	signal.Notify(channel(1))
}

func channel(n int) chan os.Signal { return make(chan os.Signal, n) }

func main() {
	add(nil, nil)
	atomics()
	signals()
}
