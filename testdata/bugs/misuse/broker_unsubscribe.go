//@ find panic text="send on closed channel" line=25

// Publish sends to a copy of the list of subscribers, and Unsubscribe closes the channel of one of
// them in between. The lock protects the list, not what is done with the copy.
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
	var subs []chan string
	for _, sub := range b.subs {
		subs = append(subs, sub)
	}
	b.mu.Unlock()
	for _, sub := range subs {
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
