// A generator whose context is never cancelled.
package main

import (
	"context"
	"fmt"
)

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			select { //@leak
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	for n := range numbers(ctx) {
		if n == 3 {
			break
		}
	}
	fmt.Println("done")
}
