//@ clean

// The goroutine that waits and closes is not a member of the group.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int, 2)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		results <- 1
	}()
	go func() {
		wg.Wait()
		close(results)
	}()
	for result := range results {
		fmt.Println(result)
	}
}
