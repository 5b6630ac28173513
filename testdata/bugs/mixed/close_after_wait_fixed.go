//@ clean

// Main closes the channel when the last job is sent, and then waits.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	jobs := make(chan int)
	var done atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range jobs {
				done.Add(1)
			}
		}()
	}
	jobs <- 1
	jobs <- 2
	close(jobs)
	wg.Wait()
	fmt.Println(done.Load())
}
