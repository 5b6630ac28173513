//@ find deadlock line=22,35 state="chan receive"

// Balance waits for the answer of the teller while it holds the lock, and the teller needs the lock
// to find the answer. Whatever the order, the teller waits for the lock and its caller for the
// teller.
package main

import (
	"fmt"
	"sync"
)

type bank struct {
	mu       sync.Mutex
	amount   int
	requests int
	ask      chan chan int
}

func (b *bank) teller() {
	for reply := range b.ask {
		b.mu.Lock()
		amount := b.amount
		b.mu.Unlock()
		reply <- amount
	}
}

func (b *bank) Balance() int {
	reply := make(chan int)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.requests++
	b.ask <- reply
	return <-reply
}

func main() {
	b := &bank{amount: 70, ask: make(chan chan int)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.teller()
	}()
	fmt.Println(b.Balance())
	close(b.ask)
	<-done
}
