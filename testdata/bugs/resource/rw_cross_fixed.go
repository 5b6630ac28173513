//@ clean

// Both functions lock the users before the sessions.
package main

import (
	"fmt"
	"sync"
)

type site struct {
	users, sessions sync.RWMutex
	names           map[int]string
	online          map[int]bool
}

func (s *site) login(id int) {
	s.users.RLock()
	defer s.users.RUnlock()
	if s.names[id] != "" {
		s.sessions.Lock()
		s.online[id] = true
		s.sessions.Unlock()
	}
}

func (s *site) purge(id int) {
	s.users.Lock()
	defer s.users.Unlock()
	s.sessions.RLock()
	defer s.sessions.RUnlock()
	if !s.online[id] {
		delete(s.names, id)
	}
}

func main() {
	s := &site{names: map[int]string{1: "ann", 2: "bob"}, online: map[int]bool{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.purge(2)
	}()
	s.login(1)
	<-done
	fmt.Println(len(s.names), len(s.online))
}
