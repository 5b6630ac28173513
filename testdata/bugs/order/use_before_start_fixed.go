//@ clean

// Start closes a channel when the connection is there, and the handler waits for it.
package main

import (
	"fmt"
	"sync/atomic"
)

type conn struct{ addr string }

type app struct {
	db    atomic.Pointer[conn]
	ready chan struct{}
}

func (a *app) Start() {
	a.db.Store(&conn{"10.0.0.1"})
	close(a.ready)
}

func (a *app) handle() string {
	<-a.ready
	return a.db.Load().addr
}

func main() {
	a := &app{ready: make(chan struct{})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Println(a.handle())
	}()
	a.Start()
	<-done
}
