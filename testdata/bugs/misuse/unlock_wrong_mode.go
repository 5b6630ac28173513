//@ find fatal text="sync: Unlock of unlocked RWMutex" line=19

// A lock taken with RLock is given back with Unlock. The writer's Unlock finds no writer.
package main

import (
	"fmt"
	"sync"
)

type dns struct {
	mu    sync.RWMutex
	hosts map[string]string
}

func (d *dns) Resolve(name string) string {
	d.mu.RLock()
	addr := d.hosts[name]
	d.mu.Unlock()
	return addr
}

func main() {
	d := &dns{hosts: map[string]string{"db": "10.0.0.1"}}
	fmt.Println(d.Resolve("db"))
}
