//@ clean

// Looking and taking are one step under a lock.
package main

import (
	"fmt"
	"sync"
)

type theater struct {
	mu    sync.Mutex
	seats int
}

func (t *theater) book() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seats > 0 {
		t.seats--
		return true
	}
	return false
}

func main() {
	t := &theater{seats: 1}
	done := make(chan bool, 1)
	go func() { done <- t.book() }()
	mine := t.book()
	other := <-done
	fmt.Println(mine != other)
}
