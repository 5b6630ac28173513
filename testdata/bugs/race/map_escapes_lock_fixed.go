//@ clean

// All returns a copy.
package main

import (
	"fmt"
	"maps"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	ports map[string]int
}

func (r *registry) Register(name string, port int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ports[name] = port
}

func (r *registry) All() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.ports)
}

func main() {
	r := &registry{ports: map[string]int{"web": 80}}
	var wg sync.WaitGroup
	wg.Go(func() { r.Register("ssh", 22) })
	ports := r.All()
	fmt.Println(ports["web"])
	wg.Wait()
}
