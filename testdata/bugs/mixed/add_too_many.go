//@ find deadlock line=29 state="sync.WaitGroup.Wait"

// Add counts all rows, but no goroutine is started for the empty ones. The count never becomes
// zero.
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
	wg.Add(len(rows))
	for _, row := range rows {
		if row == "" {
			continue
		}
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
