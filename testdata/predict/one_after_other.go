// Two goroutines take two locks in opposite orders, but the second begins when the first is done.

package main

import "sync"

var a, b, other sync.Mutex

func main() {
	done := make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		a.Lock()
		b.Lock()
		b.Unlock()
		a.Unlock()
		close(done)
	})
	wg.Go(func() {
		<-done
		b.Lock()
		a.Lock()
		a.Unlock()
		b.Unlock()
	})
	wg.Go(func() {
		for range 100 {
			other.Lock()
			other.Unlock()
		}
	})
	wg.Wait()
}
