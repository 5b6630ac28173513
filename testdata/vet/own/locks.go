// Package main forgets to unlock, or locks twice.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type store struct {
	mu sync.Mutex
	rw sync.RWMutex
	m  map[string]int
}

func (s *store) early(key string) error {
	s.mu.Lock()
	if s.m == nil {
		return errors.New("no map") // still locked
	}
	s.m[key]++
	s.mu.Unlock()
	return nil
}

func (s *store) someWays(n int) {
	s.mu.Lock()
	if n > 1 {
		s.mu.Unlock()
	}
} // still locked

func (s *store) reader(key string) int {
	s.rw.RLock()
	switch v := s.m[key]; {
	case v > 1:
		return v // still locked
	}
	s.rw.RUnlock()
	return 0
}

func (s *store) twice() {
	s.mu.Lock()
	fmt.Println(len(s.m))
	s.mu.Lock() // waits for ever
	s.mu.Unlock()
}

func (s *store) deferred(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > 1 {
		return 1
	}
	return 0
}

func (s *store) deferredLiteral(n int) int {
	s.mu.Lock()
	defer func() {
		s.mu.Unlock()
	}()
	return n
}

func (s *store) lock()   { s.mu.Lock() }
func (s *store) unlock() { s.mu.Unlock() }

func (s *store) conditions(sure bool) {
	if sure {
		s.mu.Lock()
	}
	s.m["x"]++
	if sure {
		s.mu.Unlock()
	}
}

func (s *store) flag(n int) {
	s.mu.Lock()
	locked := true
	if n > 1 {
		s.mu.Unlock()
		locked = false
	}
	if locked {
		s.mu.Unlock()
	}
}

func (s *store) loop() {
	for {
		s.mu.Lock()
		if len(s.m) > 3 {
			s.mu.Unlock()
			break
		}
		s.mu.Unlock()
	}
	s.mu.Lock()
	s.m = nil
	s.mu.Unlock()
}

func (s *store) panics(n int) {
	s.mu.Lock()
	if n > 1 {
		panic("no")
	}
	s.mu.Unlock()
}

func (s *store) try() bool {
	if !s.mu.TryLock() {
		return false
	}
	s.mu.Unlock()
	return true
}

func main() {
	s := &store{}
	_ = s.early("x")
	s.someWays(2)
	s.reader("x")
	s.twice()
	s.deferred(1)
	s.deferredLiteral(1)
	s.lock()
	s.unlock()
	s.conditions(true)
	s.flag(1)
	s.loop()
	s.panics(1)
	s.try()
}
