package main

import (
	"sync"
	"time"
)

var mu sync.RWMutex
var cond = sync.NewCond(&mu)
var n, m int

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	for range 2 {
		go func() {
			defer wg.Done()
			mu.RLock()
			println(n)
			mu.RUnlock()
			mu.Lock()
			n++
			m = n
			cond.Broadcast()
			mu.Unlock()
		}()
	}
	mu.Lock()
	for m < 2 {
		cond.Wait()
	}
	mu.Unlock()
	wg.Wait()
	k := 1
	fired := make(chan int)
	time.AfterFunc(time.Second, func() { fired <- k })
	println(<-fired)
	k = 2
	tick := time.NewTimer(time.Second)
	go func() {
		<-tick.C
		fired <- k
	}()
	println(<-fired)
}
