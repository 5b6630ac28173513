//@ clean

// Main adds for the starter, which adds for the worker before it is done itself.
package main

import (
	"fmt"
	"sync"
)

type crawl struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	pages []string
}

func (c *crawl) visit(page string) {
	defer c.wg.Done()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages = append(c.pages, page)
}

func main() {
	c := &crawl{}
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		c.wg.Add(1)
		go c.visit("index")
	}()
	c.wg.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Println(c.pages[0])
}
