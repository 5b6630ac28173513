//@ clean

// Publish sends under the lock; the channels have room, so the lock is not held for long.
package main

import (
	"fmt"
	"sync"
)

type broker struct {
	mu   sync.Mutex
	subs map[int]chan string
}

func (b *broker) Publish(event string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, sub := range b.subs {
		sub <- event
	}
}

func (b *broker) Unsubscribe(id int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.subs[id])
	delete(b.subs, id)
}

func main() {
	b := &broker{subs: map[int]chan string{7: make(chan string, 1)}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.Publish("news")
	}()
	b.Unsubscribe(7)
	<-done
	fmt.Println(len(b.subs))
}
