//@ find goroutine-leak line=16 state="chan send"

// The caller selects between the result and its context, and the worker sends without looking. If
// the context is cancelled before the result is ready, or select picks its case, the worker is left
// alone.
package main

import (
	"context"
	"fmt"
)

func lookup(ctx context.Context) error {
	found := make(chan string)
	go func() {
		found <- "10.0.0.1"
	}()
	select {
	case <-found:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	user := make(chan struct{})
	go func() {
		defer close(user)
		cancel()
	}()
	err := lookup(ctx)
	<-user
	fmt.Println(err == nil || err == context.Canceled)
}
