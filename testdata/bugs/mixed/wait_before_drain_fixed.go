//@ clean

// A goroutine of its own waits and closes the channel, while main receives.
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
	go func() {
		wg.Wait()
		close(squares)
	}()
	sum := 0
	for square := range squares {
		sum += square
	}
	fmt.Println(sum)
}
