//@ clean

// A Once makes the client.
package main

import (
	"fmt"
	"sync"
)

type client struct{ name string }

var (
	shared *client
	once   sync.Once
)

func get() *client {
	once.Do(func() { shared = &client{"http"} })
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
