//@ clean

// Each worker gets a pointer to the wait group that main waits for.
package main

import (
	"fmt"
	"sync"
)

func work(n int, wg *sync.WaitGroup, squares []int) {
	defer wg.Done()
	squares[n] = n * n
}

func main() {
	squares := make([]int, 2)
	var wg sync.WaitGroup
	for n := range squares {
		wg.Add(1)
		go work(n, &wg, squares)
	}
	wg.Wait()
	fmt.Println(squares)
}
