//@ find deadlock line=20,30 state="chan receive"

// Stop holds the lock while it waits for the loop to end, and the loop takes the lock once more for
// its last tick. If the loop is at its lock when Stop has it, both wait for ever.
package main

import (
	"fmt"
	"sync"
)

type ticker struct {
	mu          sync.Mutex
	ticks       int
	quit, ended chan struct{}
}

func (t *ticker) loop() {
	defer close(t.ended)
	t.mu.Lock()
	t.ticks++
	t.mu.Unlock()
	<-t.quit
}

func (t *ticker) Stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.quit)
	<-t.ended
}

func main() {
	t := &ticker{quit: make(chan struct{}), ended: make(chan struct{})}
	go t.loop()
	t.Stop()
	fmt.Println(t.ticks)
}
