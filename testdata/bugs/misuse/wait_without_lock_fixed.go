//@ clean

// The waiter locks before it looks and waits.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var mu sync.Mutex
	var ready atomic.Bool
	changed := sync.NewCond(&mu)
	done := make(chan struct{})
	go func() {
		defer close(done)
		mu.Lock()
		ready.Store(true)
		changed.Broadcast()
		mu.Unlock()
	}()
	mu.Lock()
	for !ready.Load() {
		changed.Wait()
	}
	mu.Unlock()
	<-done
	fmt.Println("ready")
}
