//@ clean

// Cancel is called when the request is over, and the caller waits for the watcher.
package main

import (
	"context"
	"fmt"
)

func serve(parent context.Context, request string) {
	ctx, cancel := context.WithCancel(parent)
	ready := make(chan struct{})
	cleaned := make(chan struct{})
	go func() {
		defer close(cleaned)
		close(ready)
		<-ctx.Done()
	}()
	<-ready
	fmt.Println("served", request)
	cancel()
	<-cleaned
}

func main() {
	serve(context.Background(), "/index")
}
