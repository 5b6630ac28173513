//@ clean

// Snapshot copies the numbers into a new struct, whose lock is free.
package main

import (
	"fmt"
	"sync"
)

type stats struct {
	mu       sync.Mutex
	requests int
	errors   int
}

func (s *stats) Count(failed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if failed {
		s.errors++
	}
}

func (s *stats) Snapshot() *stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &stats{requests: s.requests, errors: s.errors}
}

func main() {
	live := &stats{}
	live.Count(true)
	base := live.Snapshot()
	base.Count(false)
	fmt.Println(live.requests, base.requests)
}
