//@ clean

// It looks again under the write lock.
package main

import (
	"fmt"
	"sync"
)

type pool struct {
	mu    sync.RWMutex
	conns map[string]int
	dials int
}

func (p *pool) get(host string) int {
	p.mu.RLock()
	id, ok := p.conns[host]
	p.mu.RUnlock()
	if ok {
		return id
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if id, ok := p.conns[host]; ok {
		return id
	}
	p.dials++
	if p.dials > 1 {
		panic("created twice")
	}
	p.conns[host] = p.dials
	return p.dials
}

func main() {
	p := &pool{conns: map[string]int{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = p.get("db")
	}()
	fmt.Println(p.get("db"))
	<-done
}
