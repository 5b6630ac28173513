//@ clean

// The map is a sync.Map.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var seen sync.Map
	var wg sync.WaitGroup
	for _, page := range []string{"/a", "/b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			seen.Store(page, true)
		}()
	}
	wg.Wait()
	_, a := seen.Load("/a")
	_, b := seen.Load("/b")
	fmt.Println(a, b)
}
