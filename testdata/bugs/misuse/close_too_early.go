//@ find panic text="send on closed channel" line=20

// Main closes the results as soon as the first worker is done, although the second may not have
// sent. If the close comes before its send, the second worker panics.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan string, 2)
	first := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for _, site := range []string{"eu", "us"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- site
			first <- struct{}{}
		}()
	}
	<-first
	close(results)
	wg.Wait()
	n := 0
	for range results {
		n++
	}
	fmt.Println(n)
}
