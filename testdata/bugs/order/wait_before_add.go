//@ find panic text="index out of range [0] with length 0" line=35
//@ may data-race var=wg

// A starter goroutine adds to the group for the real worker, and main may wait before it has. Then
// Wait returns at once and the list of results is empty.
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
	go func() {
		c.wg.Add(1)
		go c.visit("index")
	}()
	c.wg.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Println(c.pages[0])
}
