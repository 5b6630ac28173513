//@ find deadlock line=25,38 state="chan receive"

// The barrier expects three parties although only two were started, because main was counted and
// never arrives. Both parties wait for a release that nobody gives.
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
	wg.Wait()
	fmt.Println("together")
}
