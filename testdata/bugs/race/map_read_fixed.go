//@ clean

// The lookup takes the lock too.
package main

import (
	"fmt"
	"sync"
)

type sessions struct {
	mu   sync.Mutex
	user map[string]int
}

func (s *sessions) Login(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.user[name] = len(s.user)
}

func (s *sessions) Online(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.user[name]
	return ok
}

func main() {
	s := &sessions{user: map[string]int{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Login("ann")
	}()
	_ = s.Online("bob")
	<-done
	fmt.Println(s.Online("ann"))
}
