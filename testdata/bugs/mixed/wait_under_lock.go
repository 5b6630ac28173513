//@ find deadlock line=26,32 state="sync.WaitGroup.Wait"

// Flush waits for its writers while it holds the lock that they need to write. If no writer has had
// the lock before, all wait for ever.
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
	defer b.mu.Unlock()
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
	wg.Wait()
}

func main() {
	b := &buffer{pending: []string{"x", "y"}}
	b.Flush()
	fmt.Println(b.written)
}
