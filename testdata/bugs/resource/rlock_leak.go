//@ find deadlock line=28 state="sync.RWMutex.Lock"

// Lookup forgets RUnlock when it does not find the host. If the lookup comes before the update, the
// update waits for ever for a reader that has gone.
package main

import (
	"fmt"
	"sync"
)

type resolver struct {
	mu    sync.RWMutex
	hosts map[string]string
}

func (r *resolver) Lookup(name string) string {
	r.mu.RLock()
	addr, ok := r.hosts[name]
	if !ok {
		return "unknown"
	}
	r.mu.RUnlock()
	return addr
}

func (r *resolver) Update(name, addr string) {
	r.mu.Lock()
	r.hosts[name] = addr
	r.mu.Unlock()
}

func main() {
	r := &resolver{hosts: map[string]string{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Println(r.Lookup("db"))
	}()
	r.Update("db", "10.0.0.7")
	<-done
}
