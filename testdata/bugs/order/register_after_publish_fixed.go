//@ clean

// The last event is kept for those who come late.
package main

import (
	"fmt"
	"sync"
)

type topic struct {
	mu   sync.Mutex
	subs []chan string
	last string
}

func (t *topic) Publish(event string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = event
	for _, sub := range t.subs {
		sub <- event
	}
}

func (t *topic) Subscribe() <-chan string {
	sub := make(chan string, 1)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs = append(t.subs, sub)
	if t.last != "" {
		sub <- t.last
	}
	return sub
}

func main() {
	t := &topic{}
	var wg sync.WaitGroup
	wg.Go(func() { t.Publish("release") })
	fmt.Println(<-t.Subscribe())
	wg.Wait()
}
