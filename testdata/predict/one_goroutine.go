// The same goroutine takes two locks in both orders, one after the other, and the other goroutine
// takes one of them alone.

package main

import "sync"

var a, b sync.Mutex

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 40 {
			a.Lock()
			b.Lock()
			b.Unlock()
			a.Unlock()
			b.Lock()
			a.Lock()
			a.Unlock()
			b.Unlock()
		}
	})
	wg.Go(func() {
		for range 40 {
			a.Lock()
			a.Unlock()
		}
	})
	wg.Wait()
}
