//@ clean

// The loop declares its variable, so each round has its own.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var squares [3]int
	for id := 0; id < 2; id++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := id
			squares[n] = n * n
		}()
	}
	wg.Wait()
	fmt.Println(squares[0], squares[1])
}
