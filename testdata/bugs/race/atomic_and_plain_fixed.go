//@ clean

// It is read atomically too.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var served int64

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		atomic.AddInt64(&served, 1)
	}()
	if atomic.LoadInt64(&served) > 1 {
		fmt.Println("too many")
	}
	wg.Wait()
	fmt.Println(atomic.LoadInt64(&served))
}
