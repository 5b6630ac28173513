//@ clean

// RUnlock follows RLock.
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
	d.mu.RUnlock()
	return addr
}

func main() {
	d := &dns{hosts: map[string]string{"db": "10.0.0.1"}}
	fmt.Println(d.Resolve("db"))
}
