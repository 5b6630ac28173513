//@ executions 6

package main

import "sync"

// Two goroutines take a lock twice each: as many classes as ways to merge two pairs.
func main() {
	var (
		mu    sync.Mutex
		done  sync.WaitGroup
		total int
	)
	for range 2 {
		done.Add(1)
		go func() {
			defer done.Done()
			for range 2 {
				mu.Lock()
				total++
				mu.Unlock()
			}
		}()
	}
	done.Wait()
	mu.Lock()
	defer mu.Unlock()
	if total != 4 {
		panic("lost an update")
	}
}
