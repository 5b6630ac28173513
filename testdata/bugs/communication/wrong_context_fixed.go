//@ clean

// The poller uses the derived context, and main waits for it.
package main

import (
	"context"
	"fmt"
)

func watch(parent context.Context, updates <-chan int) (stop func()) {
	ctx, cancel := context.WithCancel(parent)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-ctx.Done():
				return
			case n := <-updates:
				fmt.Println("update", n)
			}
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}

func main() {
	updates := make(chan int)
	stop := watch(context.Background(), updates)
	updates <- 1
	stop()
}
