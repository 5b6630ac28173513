//@ clean

// The flag is atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type worker struct {
	jobs    chan int
	stopped atomic.Bool
}

func (w *worker) run() {
	for range w.jobs {
		if w.stopped.Load() {
			return
		}
	}
}

func main() {
	w := &worker{jobs: make(chan int, 2)}
	var wg sync.WaitGroup
	wg.Go(w.run)
	w.jobs <- 1
	w.stopped.Store(true)
	close(w.jobs)
	wg.Wait()
	fmt.Println("stopped")
}
