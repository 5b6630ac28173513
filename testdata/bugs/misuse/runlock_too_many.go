//@ find fatal text="sync: RUnlock of unlocked RWMutex" line=24

// A reader that gives up gives its read lock back twice. If another reader is inside, its lock is
// taken away instead and the damage shows there.
package main

import (
	"fmt"
	"sync"
)

type catalog struct {
	mu    sync.RWMutex
	items map[int]string
}

func (c *catalog) Find(id int) string {
	c.mu.RLock()
	item, ok := c.items[id]
	if !ok {
		c.mu.RUnlock()
		item = "none"
	}
	c.mu.RUnlock()
	return item
}

func main() {
	c := &catalog{items: map[int]string{1: "lamp"}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = c.Find(1)
	}()
	_ = c.Find(2)
	<-done
	fmt.Println("found")
}
