//@ clean

// The event goes back after its last use.
package main

import (
	"fmt"
	"sync"
)

type event struct{ code int }

var pool = sync.Pool{New: func() any { return new(event) }}

func handle(code int) int {
	e := pool.Get().(*event)
	e.code = code
	code = e.code
	pool.Put(e)
	return code
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = handle(1)
	}()
	fmt.Println(handle(2) > 0)
	wg.Wait()
}
