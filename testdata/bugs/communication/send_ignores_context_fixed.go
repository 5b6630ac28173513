//@ clean

// The send and the context are cases of one select, and main waits for the generator.
package main

import (
	"context"
	"fmt"
)

func generate(ctx context.Context, numbers chan<- int, ended chan<- struct{}) {
	defer close(ended)
	for n := 1; ctx.Err() == nil; n++ {
		select {
		case numbers <- n:
		case <-ctx.Done():
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	numbers := make(chan int)
	ended := make(chan struct{})
	go generate(ctx, numbers, ended)
	fmt.Println("got", <-numbers)
	cancel()
	<-ended
}
