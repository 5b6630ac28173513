//@ find exit

// Main looks for the result without waiting for the goroutine that makes it. If the goroutine has
// not stored it yet, the program fails.
package main

import (
	"fmt"
	"os"
	"sync/atomic"
)

func main() {
	var answer atomic.Int64
	go answer.Store(42)
	fmt.Println("computing")
	if answer.Load() == 0 {
		fmt.Println("no answer")
		os.Exit(3)
	}
	fmt.Println("answered")
}
