//@ find deadlock line=28 state="chan receive (nil chan)"

// Wait may be called before Start has made the channel, and then it receives from nil for ever. The
// lock makes the accesses orderly but does not order the two calls.
package main

import (
	"fmt"
	"sync"
)

type service struct {
	mu      sync.Mutex
	stopped chan struct{}
}

func (s *service) Start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = make(chan struct{})
	close(s.stopped)
}

func (s *service) Wait() {
	s.mu.Lock()
	stopped := s.stopped
	s.mu.Unlock()
	<-stopped
}

func main() {
	s := &service{}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.Wait()
	}()
	s.Start()
	wg.Wait()
	fmt.Println("stopped")
}
