//@ find data-race line=24,26 var=ready
//@ may data-race var=message

// A plain flag announces that the message is there. Neither the flag nor the message is ordered by
// it: a reader may see the flag without the message.
package main

import (
	"fmt"
	"sync"
)

var (
	message string
	ready   bool
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		message = "hello"
		ready = true
	}()
	if ready {
		fmt.Println(message)
	}
	wg.Wait()
}
