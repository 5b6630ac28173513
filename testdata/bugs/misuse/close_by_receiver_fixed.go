//@ clean

// The receiver closes a second channel, on which the sender selects; only the sender closes its
// own.
package main

import (
	"fmt"
	"sync"
)

func main() {
	readings := make(chan int, 2)
	enough := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(readings)
		for _, degrees := range []int{20, 21} {
			select {
			case readings <- degrees:
			case <-enough:
				return
			}
		}
	}()
	fmt.Println(<-readings)
	close(enough)
	wg.Wait()
}
