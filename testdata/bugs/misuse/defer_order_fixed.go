//@ clean

// The close is deferred first and runs last.
package main

import (
	"fmt"
	"sync"
)

func collect(reports chan string) {
	var wg sync.WaitGroup
	defer close(reports)
	defer wg.Wait()
	for _, name := range []string{"cpu", "disk"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			reports <- name
		}()
	}
}

func main() {
	reports := make(chan string, 2)
	collect(reports)
	fmt.Println(len(reports))
}
