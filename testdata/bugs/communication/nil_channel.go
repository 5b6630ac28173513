//@ find goroutine-leak line=19 state="chan send (nil chan)"

// The progress channel is made only if somebody asked for progress, but the worker reports to it
// always. A send on a nil channel blocks for ever, and the result never comes; the caller gives up
// after a second.
package main

import (
	"fmt"
	"time"
)

type task struct {
	progress chan int
	result   chan string
}

func (t *task) run() {
	t.progress <- 100
	t.result <- "done"
}

func main() {
	t := &task{result: make(chan string, 1)}
	go t.run()
	select {
	case result := <-t.result:
		fmt.Println(result)
	case <-time.After(time.Second):
		fmt.Println("no result")
	}
}
