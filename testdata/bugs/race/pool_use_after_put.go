//@ find data-race line=18,20 var=code

// The event goes back to the pool while it is still in use. The other goroutine may get the same
// event and write into it; nothing orders that write and the late read.
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
	pool.Put(e)
	return e.code
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
