//@ find deadlock line=21,28 state="chan receive"

// Main waits for the workers and closes their channel afterwards, but the workers end only when it
// is closed. The workers wait for jobs and main for the workers.
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
	wg.Wait()
	close(jobs)
	fmt.Println(done.Load())
}
