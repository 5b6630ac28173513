//@ clean

// Lookup defers RUnlock.
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
	defer r.mu.RUnlock()
	addr, ok := r.hosts[name]
	if !ok {
		return "unknown"
	}
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
