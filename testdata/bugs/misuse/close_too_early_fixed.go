//@ clean

// Main closes when all workers are done.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan string, 2)
	var wg sync.WaitGroup
	for _, site := range []string{"eu", "us"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- site
		}()
	}
	wg.Wait()
	close(results)
	n := 0
	for range results {
		n++
	}
	fmt.Println(n)
}
