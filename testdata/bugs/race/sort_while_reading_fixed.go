//@ clean

// The goroutine sorts a copy.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	scores := []int{3, 1, 2}
	sorted := append([]int(nil), scores...)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		sort.Ints(sorted)
	}()
	best := scores[0]
	wg.Wait()
	fmt.Println(best > 0)
}
