//@ clean

// The count is atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type table struct {
	mu    sync.RWMutex
	rows  map[int]string
	reads atomic.Int64
}

func (t *table) Get(id int) string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.reads.Add(1)
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
