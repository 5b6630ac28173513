// A condition that nobody signals, and readers that keep a writer out.
package main

import "sync"

func main() {
	var rw sync.RWMutex
	rw.RLock()
	go func() {
		rw.Lock()
	}()
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	mu.Lock()
	c.Wait()
}
