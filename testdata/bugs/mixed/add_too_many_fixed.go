//@ clean

// One is added for each goroutine that is started.
package main

import (
	"fmt"
	"sync"
)

func main() {
	rows := []string{"ann", "", "bob"}
	var mu sync.Mutex
	var wg sync.WaitGroup
	names := 0
	for _, row := range rows {
		if row == "" {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			names++
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(names)
}
