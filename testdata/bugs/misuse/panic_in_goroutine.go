//@ find panic text="index out of range [3] with length 2" line=24

// Main recovers from the panics of its own goroutine only. A panic in the worker ends the program,
// recover or not.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered")
		}
	}()
	columns := []string{"id", "name"}
	var wg sync.WaitGroup
	for _, column := range []int{1, 3} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(columns[column])
		}()
	}
	wg.Wait()
}
