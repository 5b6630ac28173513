//@ find incomplete-work

// Main starts the writing of the audit line and returns. Nobody waits for the line, so it is
// usually not written.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println("audit: started")
	}()
	fmt.Println("started")
}
