//@ clean

// Stop closes the channel only if there is one, and Start does nothing after Stop.
package main

import (
	"fmt"
	"sync"
)

type feed struct {
	mu      sync.Mutex
	updates chan int
	stopped bool
}

func (f *feed) Start() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.stopped {
		f.updates = make(chan int)
	}
}

func (f *feed) Stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stopped = true
	if f.updates != nil {
		close(f.updates)
	}
}

func main() {
	f := &feed{}
	var wg sync.WaitGroup
	wg.Go(f.Stop)
	f.Start()
	wg.Wait()
	fmt.Println("stopped")
}
