//@ clean

// The worker gives up when the context is done, and the caller waits for it.
package main

import (
	"context"
	"fmt"
)

func lookup(ctx context.Context, cancel func()) error {
	found := make(chan string)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case found <- "10.0.0.1":
		case <-ctx.Done():
		}
	}()
	defer func() {
		cancel()
		<-ended
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
	err := lookup(ctx, cancel)
	<-user
	fmt.Println(err == nil || err == context.Canceled)
}
