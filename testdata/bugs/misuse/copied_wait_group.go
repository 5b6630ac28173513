//@ find deadlock line=24 state="sync.WaitGroup.Wait" text="has used a copy of a wait group"

// Each worker gets the wait group by value and is done with its own copy, which was made while the
// counter was up. Nobody is done with the one that main waits for.
package main

import (
	"fmt"
	"sync"
)

func work(n int, wg sync.WaitGroup, squares []int) {
	defer wg.Done()
	squares[n] = n * n
}

func main() {
	squares := make([]int, 2)
	var wg sync.WaitGroup
	for n := range squares {
		wg.Add(1)
		go work(n, wg, squares)
	}
	wg.Wait()
	fmt.Println(squares)
}
