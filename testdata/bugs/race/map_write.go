//@ find data-race line=20
//@ may fatal text="concurrent map"

// Two crawlers mark pages in one map without a lock. Two writes of a map at the same time can ruin
// it, even for different keys.
package main

import (
	"fmt"
	"sync"
)

func main() {
	seen := map[string]bool{}
	var wg sync.WaitGroup
	for _, page := range []string{"/a", "/b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			seen[page] = true
		}()
	}
	wg.Wait()
	fmt.Println(len(seen))
}
