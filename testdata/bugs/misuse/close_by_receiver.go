//@ find panic text="send on closed channel" line=19

// The receiver closes the channel when it has enough, while the sender is still sending. If the
// close comes before the second send, the sender panics.
package main

import (
	"fmt"
	"sync"
)

func main() {
	readings := make(chan int, 2)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		readings <- 20
		readings <- 21
	}()
	fmt.Println(<-readings)
	close(readings)
	wg.Wait()
}
