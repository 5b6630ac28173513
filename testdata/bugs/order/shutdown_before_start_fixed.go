//@ clean

// Shutdown leaves a mark that Start sees.
package main

import (
	"fmt"
	"sync"
)

type daemon struct {
	mu   sync.Mutex
	quit chan struct{}
	down bool
}

func (d *daemon) Start() {
	d.mu.Lock()
	if d.down {
		d.mu.Unlock()
		return
	}
	d.quit = make(chan struct{})
	quit := d.quit
	d.mu.Unlock()
	<-quit
}

func (d *daemon) Shutdown() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.down = true
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
	var wg sync.WaitGroup
	wg.Go(d.Start)
	d.Shutdown()
	wg.Wait()
	fmt.Println("was running:", d.running())
}
