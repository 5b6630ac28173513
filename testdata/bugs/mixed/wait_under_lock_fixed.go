//@ clean

// Flush releases the lock before it waits.
package main

import (
	"fmt"
	"sync"
)

type buffer struct {
	mu      sync.Mutex
	pending []string
	written int
}

func (b *buffer) Flush() {
	var wg sync.WaitGroup
	b.mu.Lock()
	for range b.pending {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.mu.Lock()
			b.written++
			b.mu.Unlock()
		}()
	}
	b.pending = nil
	b.mu.Unlock()
	wg.Wait()
}

func main() {
	b := &buffer{pending: []string{"x", "y"}}
	b.Flush()
	fmt.Println(b.written)
}
