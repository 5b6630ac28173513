//@ clean

// Broadcast copies what it needs and sends without the lock, into a channel with room for the
// message.
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
	members := r.members
	r.mu.RUnlock()
	for _, member := range members {
		member <- message
	}
}

func (r *room) Leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members = nil
}

func main() {
	r := &room{members: []chan string{make(chan string, 1)}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Broadcast("hi")
	}()
	r.Leave()
	<-done
	fmt.Println("left")
}
