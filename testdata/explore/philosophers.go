//@ executions 7

package main

import "sync"

// Three philosophers, left fork first: six orders and the deadlock.
func main() {
	var forks [3]sync.Mutex
	var meals [3]int
	var done sync.WaitGroup
	for i := range 3 {
		done.Add(1)
		go func() {
			defer done.Done()
			left, right := i, (i+1)%3
			forks[left].Lock()
			forks[right].Lock()
			meals[i]++
			forks[right].Unlock()
			forks[left].Unlock()
		}()
	}
	done.Wait()
}
