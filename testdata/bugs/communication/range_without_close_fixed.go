//@ clean

// The sender closes the channel.
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs := make(chan string, 2)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for job := range jobs {
			fmt.Println("printed", job)
		}
	}()
	jobs <- "invoice"
	jobs <- "receipt"
	close(jobs)
	wg.Wait()
}
