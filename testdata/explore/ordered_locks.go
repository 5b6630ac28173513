//@ executions 2

package main

import "sync"

// Locks in the same order: who takes the first is all there is.
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
	go both(&left, &right)
	done.Wait()
}
