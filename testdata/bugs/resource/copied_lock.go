//@ find deadlock line=19 state="sync.Mutex.Lock" text="nobody has locked it: it is a copy"

// Snapshot copies the whole struct, its lock included, while the lock is held. The copy is born
// locked and nobody can ever unlock it.
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
	clone := *s
	return &clone
}

func main() {
	live := &stats{}
	live.Count(true)
	base := live.Snapshot()
	base.Count(false)
	fmt.Println(live.requests, base.requests)
}
