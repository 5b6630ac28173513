//@ find data-race line=21 var=reads

// Get counts its calls under the read lock. Read locks do not exclude each other, so two calls may
// count at the same time.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	mu    sync.RWMutex
	rows  map[int]string
	reads int
}

func (t *table) Get(id int) string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.reads++
	return t.rows[id]
}

func main() {
	t := &table{rows: map[int]string{1: "ann"}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = t.Get(2)
	}()
	fmt.Println(t.Get(1))
	<-done
}
