//@ clean

// One RUnlock for each RLock.
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
		return "none"
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
