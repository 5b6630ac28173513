//@ find deadlock line=22,25 state="sync.WaitGroup.Wait"

// The last worker is to close the results after all are done, and waits for the group that it
// belongs to. Its own Done comes after its Wait, so the count never becomes zero.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int, 2)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		results <- 1
	}()
	go func() {
		defer wg.Done()
		wg.Wait()
		close(results)
	}()
	for result := range results {
		fmt.Println(result)
	}
}
