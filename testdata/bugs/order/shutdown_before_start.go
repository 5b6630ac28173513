//@ find goroutine-leak line=22 state="chan receive"

// Shutdown closes the channel that Start has made; if it comes first it finds none and does
// nothing. Start then begins a loop that nobody will end.
package main

import (
	"fmt"
	"sync"
)

type daemon struct {
	mu   sync.Mutex
	quit chan struct{}
}

func (d *daemon) Start() {
	d.mu.Lock()
	d.quit = make(chan struct{})
	quit := d.quit
	d.mu.Unlock()
	<-quit
}

func (d *daemon) Shutdown() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.quit != nil {
		close(d.quit)
	}
}

func (d *daemon) running() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.quit != nil
}

func main() {
	d := &daemon{}
	go d.Start()
	d.Shutdown()
	fmt.Println("was running:", d.running())
}
