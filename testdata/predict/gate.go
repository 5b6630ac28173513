// Both take one lock before the two that they take in opposite orders: only one of them at a time
// gets past it.

package main

import "sync"

var (
	config      sync.Mutex
	cache, disk sync.Mutex
	visits      sync.Mutex
)

func visit(times int) {
	for range times {
		visits.Lock()
		visits.Unlock()
	}
}

func load() {
	config.Lock()
	defer config.Unlock()
	cache.Lock()
	defer cache.Unlock()
	disk.Lock()
	defer disk.Unlock()
}

func flush() {
	config.Lock()
	defer config.Unlock()
	disk.Lock()
	defer disk.Unlock()
	cache.Lock()
	defer cache.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		load()
		visit(200)
	})
	wg.Go(func() {
		visit(200)
		flush()
	})
	wg.Wait()
}
