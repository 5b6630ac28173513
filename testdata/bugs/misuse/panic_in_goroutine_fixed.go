//@ clean

// The worker recovers and reports an error.
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
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("no such column")
				}
			}()
			fmt.Println(columns[column])
		}()
	}
	wg.Wait()
}
