//@ find panic text="send on closed channel" line=20
//@ find panic text="close of closed channel" line=21

// Each of two senders closes the shared channel when it is done. The second close panics, and so
// does the send of the slower one if the faster has closed before it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	lines := make(chan string, 2)
	var wg sync.WaitGroup
	for _, file := range []string{"a.log", "b.log"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lines <- file
			close(lines)
		}()
	}
	wg.Wait()
	fmt.Println(len(lines))
}
