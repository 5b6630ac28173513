//@ find data-race line=19 var=hits

// Two handlers count in a plain variable. hits++ is a read and a write; nothing orders those of the
// two goroutines, and a count can be lost.
package main

import (
	"fmt"
	"sync"
)

func main() {
	hits := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			hits++
		}()
	}
	wg.Wait()
	fmt.Println(hits)
}
