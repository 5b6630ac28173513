//@ find panic text="store of inconsistently typed value into Value" line=25,27

// Two goroutines store errors of different types in one atomic.Value. Whichever stores second
// panics.
package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

type timeout struct{}

func (timeout) Error() string { return "timeout" }

func main() {
	var last atomic.Value
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		last.Store(errors.Join(io.EOF))
	}()
	last.Store(timeout{})
	wg.Wait()
	fmt.Println(last.Load() != nil)
}
