//@ find panic text="stock is negative" line=28

// The stock is read and written under the lock, but in two visits. Two orders may both see the last
// item and both take it; there is no race, only a broken invariant.
package main

import (
	"fmt"
	"sync"
)

type shop struct {
	mu    sync.Mutex
	stock int
}

func (s *shop) available() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stock > 0
}

func (s *shop) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stock--
	if s.stock < 0 {
		panic("stock is negative")
	}
}

func (s *shop) order() {
	if s.available() {
		s.take()
	}
}

func main() {
	s := &shop{stock: 1}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.order()
	}()
	s.order()
	<-done
	fmt.Println("left:", s.available())
}
