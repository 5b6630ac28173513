//@ find data-race line=20,21 var=shared
//@ may data-race

// Whoever comes first makes the client, but nothing orders the two checks. Two goroutines may both
// find nil and make a client each.
package main

import (
	"fmt"
	"sync"
)

type client struct{ name string }

var (
	shared *client
)

func get() *client {
	if shared == nil {
		shared = &client{"http"}
	}
	return shared
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = get()
	}()
	fmt.Println(get().name)
	wg.Wait()
}
