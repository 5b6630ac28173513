//@ clean

// The worker reports only if there is a channel.
package main

import (
	"fmt"
)

type task struct {
	progress chan int
	result   chan string
}

func (t *task) run() {
	if t.progress != nil {
		t.progress <- 100
	}
	t.result <- "done"
	close(t.result)
}

func main() {
	t := &task{result: make(chan string, 1)}
	go t.run()
	for result := range t.result {
		fmt.Println(result)
	}
}
