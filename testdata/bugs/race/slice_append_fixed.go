//@ clean

// The append is under a lock.
package main

import (
	"fmt"
	"strings"
	"sync"
)

func main() {
	var found []string
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, line := range []string{"go build", "go test"} {
		wg.Go(func() {
			if strings.HasPrefix(line, "go") {
				mu.Lock()
				defer mu.Unlock()
				found = append(found, line)
			}
		})
	}
	wg.Wait()
	fmt.Println(len(found))
}
