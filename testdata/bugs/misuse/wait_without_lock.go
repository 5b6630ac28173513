//@ find fatal text="sync: unlock of unlocked mutex" line=26

// Wait of a condition unlocks its lock, which the waiter has not taken. If nobody else holds the
// lock at that moment, the unlock is fatal; if the waiter comes late it does not wait.
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
	for !ready.Load() {
		changed.Wait()
	}
	<-done
	fmt.Println("ready")
}
