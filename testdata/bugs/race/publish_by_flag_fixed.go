//@ clean

// The flag is atomic, and its store comes after the message.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var (
	message string
	ready   atomic.Bool
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		message = "hello"
		ready.Store(true)
	}()
	if ready.Load() {
		fmt.Println(message)
	}
	wg.Wait()
}
