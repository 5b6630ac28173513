//@ clean

// Emit sends after it has released the lock.
package main

import (
	"fmt"
	"sync"
)

type station struct {
	mu     sync.Mutex
	sent   int
	events chan string
}

func (s *station) Emit(event string) {
	s.mu.Lock()
	s.sent++
	s.mu.Unlock()
	s.events <- event
}

func (s *station) Next() string {
	s.mu.Lock()
	s.sent--
	s.mu.Unlock()
	return <-s.events
}

func main() {
	s := &station{events: make(chan string)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Emit("rain")
	}()
	fmt.Println(s.Next())
	<-done
}
