//@ find goroutine-leak line=17 state="chan receive"

// The function throws the cancel function away, so the context of the watcher is never done. The
// watcher waits for ever for a context that nobody can cancel.
package main

import (
	"context"
	"fmt"
)

func serve(parent context.Context, request string) {
	ctx, _ := context.WithCancel(parent)
	ready := make(chan struct{})
	go func() {
		close(ready)
		<-ctx.Done()
	}()
	<-ready
	fmt.Println("served", request)
}

func main() {
	serve(context.Background(), "/index")
}
