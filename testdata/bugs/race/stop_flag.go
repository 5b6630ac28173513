//@ find data-race line=19,30 var=stopped

// Stop sets a plain flag that the worker looks at between two jobs. Nothing makes the worker see
// the change, or see it in time.
package main

import (
	"fmt"
	"sync"
)

type worker struct {
	jobs    chan int
	stopped bool
}

func (w *worker) run() {
	for range w.jobs {
		if w.stopped {
			return
		}
	}
}

func main() {
	w := &worker{jobs: make(chan int, 2)}
	var wg sync.WaitGroup
	wg.Go(w.run)
	w.jobs <- 1
	w.stopped = true
	close(w.jobs)
	wg.Wait()
	fmt.Println("stopped")
}
