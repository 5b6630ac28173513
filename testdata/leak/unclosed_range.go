// Three workers range over a channel that nobody closes: one bug.
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range 3 {
		go func() {
			for j := range jobs { //@leak
				fmt.Println(j * j)
				wg.Done()
			}
		}()
	}
	for i := 1; i <= 3; i++ {
		wg.Add(1)
		jobs <- i
	}
	wg.Wait()
}
