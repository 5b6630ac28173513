//@ find deadlock line=22 state="sync.Mutex.Lock"
//@ may lock-order

// Connect runs the Once while it holds the lock, and the function of the Once takes that lock. If
// Ping is inside the Once while Connect holds the lock, they wait for each other; if Connect is
// first, it waits for itself; if Ping is through, all is well.
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
	c.mu.Lock()
	defer c.mu.Unlock()
	c.once.Do(c.dial)
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
