//@ find panic text="nil pointer dereference" line=23

// A handler uses the connection that Start stores, and nothing makes Start come first. The pointer
// is atomic, so there is no race, but it may still be nil.
package main

import (
	"fmt"
	"sync/atomic"
)

type conn struct{ addr string }

type app struct {
	db atomic.Pointer[conn]
}

func (a *app) Start() {
	a.db.Store(&conn{"10.0.0.1"})
}

func (a *app) handle() string {
	return a.db.Load().addr
}

func main() {
	a := &app{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Println(a.handle())
	}()
	a.Start()
	<-done
}
