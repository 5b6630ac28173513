//@ find deadlock line=21,26 state="chan send"

// Emit sends an event while it holds the lock that the receiver takes before it receives. If Emit
// has the lock first, the receiver never comes to receive.
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
	s.events <- event
	s.mu.Unlock()
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
