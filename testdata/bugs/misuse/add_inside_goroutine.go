//@ find panic text="send on closed channel" line=19
//@ may data-race var=wg

// Add is called in the new goroutine, so Wait may come before it and find nothing to wait for. Main
// then closes the channel on which the goroutine is about to send.
package main

import (
	"fmt"
	"sync"
)

func main() {
	pages := make(chan string, 1)
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		defer wg.Done()
		pages <- "index"
	}()
	wg.Wait()
	close(pages)
	fmt.Println(len(pages))
}
