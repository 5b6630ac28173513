//@ find deadlock line=22,27 state="sync.RWMutex.Lock"

// Broadcast sends to the member while it holds the read lock, and the member takes the write lock
// to leave before it receives again. If the broadcast has the read lock before the member leaves,
// the member waits for the lock and the broadcast for the member.
package main

import (
	"fmt"
	"sync"
)

type room struct {
	mu      sync.RWMutex
	members []chan string
}

func (r *room) Broadcast(message string) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, member := range r.members {
		member <- message
	}
}

func (r *room) Leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members = nil
}

func main() {
	r := &room{members: []chan string{make(chan string)}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Broadcast("hi")
	}()
	r.Leave()
	<-done
	fmt.Println("left")
}
