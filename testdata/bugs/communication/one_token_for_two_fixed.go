//@ clean

// Closing the channel tells everybody.
package main

import (
	"fmt"
	"sync"
)

func main() {
	quit := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-quit
		}()
	}
	close(quit)
	wg.Wait()
	fmt.Println("stopped")
}
