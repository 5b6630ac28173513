//@ clean

// The table is published through an atomic pointer.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type router struct {
	mu     sync.Mutex
	routes atomic.Pointer[map[string]int]
}

func (r *router) table() map[string]int {
	if table := r.routes.Load(); table != nil {
		return *table
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.routes.Load() == nil {
		r.routes.Store(&map[string]int{"/": 200})
	}
	return *r.routes.Load()
}

func main() {
	r := &router{}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = r.table()
	}()
	fmt.Println(r.table()["/"])
	wg.Wait()
}
