package main

import "sync"

var mu sync.RWMutex
var n int

// Readers do not exclude each other.
func work(wg *sync.WaitGroup) {
	defer wg.Done()
	mu.RLock()
	n++ // want race "n"
	mu.RUnlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go work(&wg)
	go work(&wg)
	wg.Wait()
}
