//@ clean

// The body of the loop is a function of its own, so that its deferred Unlock runs every round.
package main

import (
	"fmt"
	"sync"
)

type ledger struct {
	mu      sync.Mutex
	balance map[string]int
}

func (l *ledger) payAll(names []string, amount int) {
	for _, name := range names {
		l.pay(name, amount)
	}
}

func (l *ledger) pay(name string, amount int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.balance[name] += amount
}

func main() {
	l := &ledger{balance: map[string]int{}}
	l.payAll([]string{"ann", "bob"}, 10)
	fmt.Println(l.balance["ann"], l.balance["bob"])
}
