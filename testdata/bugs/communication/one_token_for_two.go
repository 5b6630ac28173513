//@ find deadlock line=19,23 state="chan receive"

// Two workers wait for the order to stop, which is sent once as a value instead of as a close. One
// of them gets it, the other waits for ever, and main waits for it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	quit := make(chan struct{}, 1)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-quit
		}()
	}
	quit <- struct{}{}
	wg.Wait()
	fmt.Println("stopped")
}
