// Opposite orders, but everybody only reads: read locks do not keep each other out.

package main

import "sync"

var a, b sync.RWMutex

func main() {
	var wg sync.WaitGroup
	both := func(first, second *sync.RWMutex) {
		for range 30 {
			first.RLock()
			second.RLock()
			second.RUnlock()
			first.RUnlock()
		}
	}
	wg.Go(func() { both(&a, &b) })
	wg.Go(func() { both(&b, &a) })
	wg.Wait()
}
