//@ find deadlock line=37 state="chan receive"

// The publisher tells everybody who has subscribed, and the subscriber may come later. Then the one
// event is gone and the subscriber waits for ever.
package main

import (
	"fmt"
	"sync"
)

type topic struct {
	mu   sync.Mutex
	subs []chan string
}

func (t *topic) Publish(event string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, sub := range t.subs {
		sub <- event
	}
}

func (t *topic) Subscribe() <-chan string {
	sub := make(chan string, 1)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs = append(t.subs, sub)
	return sub
}

func main() {
	t := &topic{}
	var wg sync.WaitGroup
	wg.Go(func() { t.Publish("release") })
	fmt.Println(<-t.Subscribe())
	wg.Wait()
}
