//@ clean

// Both hold the lock.
package main

import (
	"fmt"
	"sync"
)

type limits struct{ rate, burst int }

type server struct {
	mu     sync.Mutex
	limits limits
	wg     sync.WaitGroup
}

func (s *server) reload(factor int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits.rate = 10 * factor
	s.limits.burst = 20 * factor
}

func (s *server) request() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.limits
	return l.burst == 2*l.rate
}

func main() {
	s := &server{limits: limits{10, 20}}
	s.wg.Go(func() { s.reload(2) })
	ok := s.request()
	s.wg.Wait()
	fmt.Println(ok, s.limits)
}
