//@ executions 30

package main

import "sync"

// One condition for both sides, and Signal: it may wake the wrong one.
func main() {
	var mu sync.Mutex
	changed := sync.NewCond(&mu)
	var buffer []int
	var done sync.WaitGroup
	done.Add(3)
	go func() {
		defer done.Done()
		for i := range 2 {
			mu.Lock()
			for len(buffer) == 1 {
				changed.Wait()
			}
			buffer = append(buffer, i)
			changed.Signal()
			mu.Unlock()
		}
	}()
	for range 2 {
		go func() {
			defer done.Done()
			mu.Lock()
			for len(buffer) == 0 {
				changed.Wait()
			}
			buffer = buffer[1:]
			changed.Signal()
			mu.Unlock()
		}()
	}
	done.Wait()
}
