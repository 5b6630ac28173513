//@ find data-race line=20,22 var=served

// The counter is added to atomically but read as an ordinary variable. An atomic access orders
// nothing for one that is not atomic.
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
	if served > 1 {
		fmt.Println("too many")
	}
	wg.Wait()
	fmt.Println(atomic.LoadInt64(&served))
}
