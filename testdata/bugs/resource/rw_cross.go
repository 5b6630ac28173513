//@ find deadlock line=23,33 state="sync.RWMutex.Lock"
//@ may lock-order

// One goroutine reads the users and writes the sessions, the other reads the sessions and writes
// the users. When both hold their read locks, each waits for the other reader to leave.
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
	s.sessions.RLock()
	defer s.sessions.RUnlock()
	if !s.online[id] {
		s.users.Lock()
		delete(s.names, id)
		s.users.Unlock()
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
