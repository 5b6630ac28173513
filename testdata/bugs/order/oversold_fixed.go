//@ clean

// Looking and taking are one visit.
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

func (s *shop) tryTake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stock > 0 {
		s.stock--
	}
}

func (s *shop) order() {
	s.tryTake()
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
