// Both take the same lock first, but only for reading: it keeps nobody out. The two that follow
// are taken in opposite orders.

package main

import "sync"

var (
	config      sync.RWMutex
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
	config.RLock()
	defer config.RUnlock()
	cache.Lock()
	defer cache.Unlock()
	disk.Lock() //@blocked
	defer disk.Unlock()
}

func flush() {
	config.RLock()
	defer config.RUnlock()
	disk.Lock()
	defer disk.Unlock()
	cache.Lock() //@blocked
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
