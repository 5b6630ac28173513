//@ find goroutine-leak line=14 state="chan send"

// The generator looks at its context between two numbers, but not while it sends. If the consumer
// cancels while the generator is about to send, the generator waits for ever.
package main

import (
	"context"
	"fmt"
)

func generate(ctx context.Context, numbers chan<- int) {
	for n := 1; ctx.Err() == nil; n++ {
		numbers <- n
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	numbers := make(chan int)
	go generate(ctx, numbers)
	fmt.Println("got", <-numbers)
	cancel()
}
