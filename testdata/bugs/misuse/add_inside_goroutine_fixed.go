//@ clean

// Add is called before the goroutine is started.
package main

import (
	"fmt"
	"sync"
)

func main() {
	pages := make(chan string, 1)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		pages <- "index"
	}()
	wg.Wait()
	close(pages)
	fmt.Println(len(pages))
}
