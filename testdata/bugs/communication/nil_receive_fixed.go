//@ clean

// The channel is made with the service, before anybody can call either method.
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
	close(s.stopped)
}

func (s *service) Wait() {
	s.mu.Lock()
	stopped := s.stopped
	s.mu.Unlock()
	<-stopped
}

func main() {
	s := &service{stopped: make(chan struct{})}
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
