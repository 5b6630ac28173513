//@ clean

// Main arrives too.
package main

import (
	"fmt"
	"sync"
)

type barrier struct {
	mu      sync.Mutex
	missing int
	opened  chan struct{}
}

func (b *barrier) arrive() {
	b.mu.Lock()
	b.missing--
	if b.missing == 0 {
		close(b.opened)
	}
	b.mu.Unlock()
	<-b.opened
}

func main() {
	b := &barrier{missing: 3, opened: make(chan struct{})}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.arrive()
		}()
	}
	b.arrive()
	wg.Wait()
	fmt.Println("together")
}
