//@ find deadlock line=21 state="sync.Cond.Wait"

// The waiter waits without looking whether the thing has happened already. If the signal comes
// before the waiter waits, it is lost, and nobody sends a second one.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	started := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		started.Signal()
		mu.Unlock()
	}()
	mu.Lock()
	started.Wait()
	mu.Unlock()
	fmt.Println("server is up")
}
