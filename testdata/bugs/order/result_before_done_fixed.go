//@ clean

// Main waits first.
package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

func main() {
	var answer atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() { answer.Store(42) })
	fmt.Println("computing")
	wg.Wait()
	if answer.Load() == 0 {
		fmt.Println("no answer")
		os.Exit(3)
	}
	fmt.Println("answered")
}
