//@ find data-race line=21,35
//@ may fatal text="concurrent map"

// All takes the lock but returns the map itself, which the caller then reads without the lock. The
// lock protects the pointer, not what it points to.
package main

import (
	"fmt"
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
	return r.ports
}

func main() {
	r := &registry{ports: map[string]int{"web": 80}}
	var wg sync.WaitGroup
	wg.Go(func() { r.Register("ssh", 22) })
	ports := r.All()
	fmt.Println(ports["web"])
	wg.Wait()
}
