//@ executions 7

package main

import (
	"sync"
	"sync/atomic"
)

// Each stores to its own variable and loads its neighbor's: all but "nobody saw anything".
func main() {
	var stored [3]atomic.Bool
	var saw [3]bool
	var done sync.WaitGroup
	for i := range 3 {
		done.Add(1)
		go func() {
			defer done.Done()
			stored[i].Store(true)
			saw[i] = stored[(i+1)%3].Load()
		}()
	}
	done.Wait()
	if saw == [3]bool{} {
		panic("not sequentially consistent")
	}
}
