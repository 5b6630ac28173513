//@ find panic text="close of nil channel" line=26

// Stop may come before Start has made the channel that it closes. The lock keeps the two apart but
// does not say which is first.
package main

import (
	"fmt"
	"sync"
)

type feed struct {
	mu      sync.Mutex
	updates chan int
}

func (f *feed) Start() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.updates = make(chan int)
}

func (f *feed) Stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.updates)
}

func main() {
	f := &feed{}
	var wg sync.WaitGroup
	wg.Go(f.Stop)
	f.Start()
	wg.Wait()
	fmt.Println("stopped")
}
