//@ clean

// The errors are wrapped in one type.
package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

type failure struct{ cause error }

func main() {
	var last atomic.Value
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		last.Store(failure{errors.Join(io.EOF)})
	}()
	last.Store(failure{io.ErrNoProgress})
	wg.Wait()
	fmt.Println(last.Load() != nil)
}
