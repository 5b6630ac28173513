//@ find deadlock line=19,22 state="chan send"

// Main waits for the workers before it receives their results, and the channel has no room. The
// workers wait for main to receive, main waits for the workers.
package main

import (
	"fmt"
	"sync"
)

func main() {
	squares := make(chan int)
	var wg sync.WaitGroup
	for n := 1; n <= 2; n++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			squares <- n * n
		}()
	}
	wg.Wait()
	close(squares)
	sum := 0
	for square := range squares {
		sum += square
	}
	fmt.Println(sum)
}
