//@ find panic text="worker ran after cancel" line=21

// The worker looks at its context and then does its work, which are two steps. If the cancel and
// the clean-up come in between, the work is done on what is gone.
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
	removed.Store(true)
	<-done
	fmt.Println("cleaned up")
}
