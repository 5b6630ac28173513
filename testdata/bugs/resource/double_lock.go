//@ find deadlock line=27 state="sync.Mutex.Lock"

// Get calls load while it holds the lock that load takes again. A mutex is not reentrant: main
// waits for itself whatever the schedule, on the first miss.
package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu      sync.Mutex
	entries map[string]int
}

func (c *cache) Get(key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.entries[key]; ok {
		return v
	}
	return c.load(key)
}

func (c *cache) load(key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = len(key)
	return c.entries[key]
}

func main() {
	c := &cache{entries: map[string]int{}}
	fmt.Println(c.Get("alpha"), c.Get("alpha"))
}
