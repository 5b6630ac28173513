//@ find panic text="send on closed channel" line=20

// Deferred calls run in reverse, so the channel is closed before the wait for those who send on it.
// A reporter that has not sent by then panics.
package main

import (
	"fmt"
	"sync"
)

func collect(reports chan string) {
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(reports)
	for _, name := range []string{"cpu", "disk"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			reports <- name
		}()
	}
}

func main() {
	reports := make(chan string, 2)
	collect(reports)
	fmt.Println(len(reports))
}
