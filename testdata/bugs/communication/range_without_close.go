//@ find deadlock line=18,24 state="chan receive"

// The printer ranges over the jobs, but nobody closes the channel when the jobs are all sent. The
// printer waits for another job and main waits for the printer.
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
	wg.Wait()
}
