//@ clean

// Connect runs the Once before it locks.
package main

import (
	"fmt"
	"sync"
)

type client struct {
	mu    sync.Mutex
	once  sync.Once
	state string
	pings int
}

func (c *client) dial() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state = "connected"
}

func (c *client) Connect() {
	c.once.Do(c.dial)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pings++
}

func (c *client) Ping() {
	c.once.Do(c.dial)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pings++
}

func main() {
	c := &client{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Ping()
	}()
	c.Connect()
	<-done
	fmt.Println(c.state, c.pings)
}
