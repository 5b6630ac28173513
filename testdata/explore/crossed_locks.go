//@ executions 3

package main

import "sync"

// Locks in opposite orders: one goroutine first, the other first, or the deadlock.
func main() {
	var left, right sync.Mutex
	var done sync.WaitGroup
	both := func(first, second *sync.Mutex) {
		defer done.Done()
		first.Lock()
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	done.Add(2)
	go both(&left, &right)
	go both(&right, &left)
	done.Wait()
}
