//@ find goroutine-leak line=18 state="select"

// The poller selects on the context that was handed in instead of on the one that is cancelled at
// the end. After cancel, it waits for ever for updates that no longer come.
package main

import (
	"context"
	"fmt"
)

func watch(parent context.Context, updates <-chan int) (stop func()) {
	_, cancel := context.WithCancel(parent)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-parent.Done():
				return
			case n := <-updates:
				fmt.Println("update", n)
			}
		}
	}()
	return func() {
		cancel()
	}
}

func main() {
	updates := make(chan int)
	stop := watch(context.Background(), updates)
	updates <- 1
	stop()
}
