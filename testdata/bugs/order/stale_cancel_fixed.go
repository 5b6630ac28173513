//@ clean

// Main waits for the worker before it cleans up.
package main

import (
	"context"
	"fmt"
	"sync/atomic"
)

var removed atomic.Bool

func work(ctx context.Context, done chan<- struct{}) {
	defer close(done)
	if ctx.Err() != nil {
		return
	}
	if removed.Load() {
		panic("worker ran after cancel")
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go work(ctx, done)
	cancel()
	<-done
	removed.Store(true)
	fmt.Println("cleaned up")
}
