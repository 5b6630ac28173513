//@ executions 6

package main

import "sync"

// Three philosophers, lower fork first: six orders.
func main() {
	var forks [3]sync.Mutex
	var meals [3]int
	var done sync.WaitGroup
	for i := range 3 {
		done.Add(1)
		go func() {
			defer done.Done()
			left, right := min(i, (i+1)%3), max(i, (i+1)%3)
			forks[left].Lock()
			forks[right].Lock()
			meals[i]++
			forks[right].Unlock()
			forks[left].Unlock()
		}()
	}
	done.Wait()
}
