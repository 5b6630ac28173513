//@ clean

// The channel is closed once, by the one who waits for all senders.
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
		}()
	}
	wg.Wait()
	close(lines)
	fmt.Println(len(lines))
}
