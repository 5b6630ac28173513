//@ find data-race line=19,21

// A goroutine sorts the scores while main looks for the best one. The sort swaps elements that main
// reads; the racing writes are inside package sort or in its swapper.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	scores := []int{3, 1, 2}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		sort.Ints(scores)
	}()
	best := scores[0]
	wg.Wait()
	fmt.Println(best > 0)
}
