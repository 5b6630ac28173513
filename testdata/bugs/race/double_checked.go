//@ find data-race line=19,23 var=routes
//@ may data-race

// The first look at the table is without the lock, the second under it. The first look races with
// the write: a reader may see the table before it is filled.
package main

import (
	"fmt"
	"sync"
)

type router struct {
	mu     sync.Mutex
	routes map[string]int
}

func (r *router) table() map[string]int {
	if r.routes == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.routes == nil {
			r.routes = map[string]int{"/": 200}
		}
	}
	return r.routes
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
