//@ find data-race line=20,23 var=total

// Main prints the total before it waits for the goroutine that computes it. The read and the write
// are not ordered, and the old value may be printed.
package main

import (
	"fmt"
	"sync"
)

func main() {
	total := 0
	prices := []int{3, 4}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for _, price := range prices {
			total += price
		}
	}()
	fmt.Println(total >= 0)
	wg.Wait()
}
