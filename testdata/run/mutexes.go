// Mutex, RWMutex, Try variants, Locker, embedding.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.Lock()
	defer a.Unlock()
	a.balance += n
}

type cache struct {
	mu sync.RWMutex
	m  map[int]int
}

func (c *cache) get(k int) (int, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.m[k]
	return v, ok
}

func (c *cache) put(k, v int) {
	c.mu.Lock()
	c.m[k] = v
	c.mu.Unlock()
}

func main() {
	var wg sync.WaitGroup
	var a account
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.deposit(i)
		}()
	}
	wg.Wait()
	fmt.Println(a.balance)
	c := cache{m: map[int]int{}}
	for i := range 20 {
		wg.Add(2)
		go func() { defer wg.Done(); c.put(i, i*i) }()
		go func() { defer wg.Done(); c.get(i) }()
	}
	wg.Wait()
	v, ok := c.get(7)
	fmt.Println(v, ok, len(c.m))
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	var l sync.Locker = rw.RLocker()
	l.Lock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	l.Unlock()
	rw.RUnlock()
	mu.Lock()
	handed := make(chan bool)
	go func() {
		mu.Lock()
		handed <- true
		mu.Unlock()
	}()
	mu.Unlock()
	fmt.Println(<-handed)
	counts := make([]int, 4)
	for w := range 4 {
		wg.Go(func() {
			for range 25 {
				mu.Lock()
				counts[w]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(counts)
}
