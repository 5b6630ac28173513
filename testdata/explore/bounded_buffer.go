//@ executions 8

package main

import "sync"

// A buffer of one item guarded by two conditions, two items.
func main() {
	var mu sync.Mutex
	room, item := sync.NewCond(&mu), sync.NewCond(&mu)
	var buffer []int
	var done sync.WaitGroup
	sum := 0
	done.Add(2)
	go func() {
		defer done.Done()
		for i := range 2 {
			mu.Lock()
			for len(buffer) == 1 {
				room.Wait()
			}
			buffer = append(buffer, i+1)
			item.Signal()
			mu.Unlock()
		}
	}()
	go func() {
		defer done.Done()
		for range 2 {
			mu.Lock()
			for len(buffer) == 0 {
				item.Wait()
			}
			sum += buffer[0]
			buffer = buffer[1:]
			room.Signal()
			mu.Unlock()
		}
	}()
	done.Wait()
	if sum != 3 {
		panic("lost an item")
	}
}
