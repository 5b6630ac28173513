//@ find deadlock line=33,46 state="sync.Mutex.Lock"
//@ may lock-order

// The index evicts from the store while it holds its own lock, and the store tells the index about
// a removal while it holds its own. If both calls overlap, each waits for the other's lock.
package main

import (
	"fmt"
	"sync"
)

type index struct {
	mu    sync.Mutex
	keys  map[string]bool
	store *store
}

type store struct {
	mu    sync.Mutex
	blobs map[string]string
	index *index
}

func (x *index) Evict(key string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.keys, key)
	x.store.drop(key)
}

func (s *store) drop(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.blobs, key)
}

func (s *store) Remove(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.blobs, key)
	s.index.forget(key)
}

func (x *index) forget(key string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.keys, key)
}

func main() {
	x := &index{keys: map[string]bool{"a": true, "b": true}}
	x.store = &store{blobs: map[string]string{"a": "1", "b": "2"}, index: x}
	done := make(chan struct{})
	go func() {
		defer close(done)
		x.store.Remove("a")
	}()
	x.Evict("b")
	<-done
	fmt.Println(len(x.keys), len(x.store.blobs))
}
