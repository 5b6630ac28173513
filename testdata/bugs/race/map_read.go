//@ find data-race line=21,25
//@ may fatal text="concurrent map"

// The session table is written under a lock but read without it. A lookup may come in the middle of
// a login; the runtime may also notice and stop the program.
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
