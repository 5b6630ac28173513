//@ clean

// A flag under the lock remembers the event, and the waiter looks at it first.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	started := sync.NewCond(&mu)
	up := false
	go func() {
		mu.Lock()
		up = true
		started.Signal()
		mu.Unlock()
	}()
	mu.Lock()
	for !up {
		started.Wait()
	}
	mu.Unlock()
	fmt.Println("server is up")
}
