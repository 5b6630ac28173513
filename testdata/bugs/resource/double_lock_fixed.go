//@ clean

// load says in its name that the lock is held and does not take it.
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
	return c.loadLocked(key)
}

func (c *cache) loadLocked(key string) int {
	c.entries[key] = len(key)
	return c.entries[key]
}

func main() {
	c := &cache{entries: map[string]int{}}
	fmt.Println(c.Get("alpha"), c.Get("alpha"))
}
