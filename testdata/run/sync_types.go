// WaitGroup, Once, OnceFunc, OnceValue, Cond, Pool, sync.Map.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	results := make([]int, 5)
	for i := range 5 {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			results[i] = i * i
		}(i)
	}
	wg.Wait()
	fmt.Println(results)
	var once sync.Once
	n := 0
	for range 10 {
		wg.Go(func() { once.Do(func() { n++ }) })
	}
	wg.Wait()
	fmt.Println(n)
	f := sync.OnceFunc(func() { n += 10 })
	f()
	f()
	v := sync.OnceValue(func() int { n += 100; return n })
	x, y := sync.OnceValues(func() (int, error) { return 7, nil })()
	fmt.Println(v(), v(), n, x, y)
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, woken := false, 0
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			for !ready {
				cond.Wait()
			}
			woken++
			mu.Unlock()
		})
	}
	mu.Lock()
	ready = true
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println(woken)
	queue := []int{}
	wg.Go(func() {
		for i := range 5 {
			mu.Lock()
			queue = append(queue, i)
			mu.Unlock()
			cond.Signal()
		}
	})
	got := []int{}
	mu.Lock()
	for len(got) < 5 {
		for len(queue) == 0 {
			cond.Wait()
		}
		got = append(got, queue[0])
		queue = queue[1:]
	}
	mu.Unlock()
	wg.Wait()
	fmt.Println(got)
	pool := sync.Pool{New: func() any { return new([]int) }}
	p := pool.Get().(*[]int)
	*p = append(*p, 1)
	pool.Put(p)
	fmt.Println(len(*pool.Get().(*[]int)) <= 1)
	var m sync.Map
	m.Store("a", 1)
	m.Store("b", 2)
	actual, loaded := m.LoadOrStore("a", 9)
	fmt.Println(actual, loaded)
	fmt.Println(m.LoadOrStore("c", 3))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.CompareAndSwap("a", 1, 10), m.CompareAndSwap("a", 1, 11))
	fmt.Println(m.Swap("a", 20))
	var keys []string
	m.Range(func(k, v any) bool { keys = append(keys, fmt.Sprint(k, v)); return true })
	sort.Strings(keys)
	fmt.Println(keys)
	_, ok := m.Load("zzz")
	m.Clear()
	_, ok2 := m.Load("a")
	fmt.Println(ok, ok2)
	func() {
		defer func() { fmt.Println(recover()) }()
		var w sync.WaitGroup
		w.Done()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		sync.OnceFunc(func() { panic("in once") })()
	}()
}
