//@ clean

// Main waits first.
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
	wg.Wait()
	fmt.Println(total >= 0)
}
