//@ clean

// Stop closes quit under the lock and waits without it.
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
	close(t.quit)
	t.mu.Unlock()
	<-t.ended
}

func main() {
	t := &ticker{quit: make(chan struct{}), ended: make(chan struct{})}
	go t.loop()
	t.Stop()
	fmt.Println(t.ticks)
}
