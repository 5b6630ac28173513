//@ find deadlock line=19 state="sync.Mutex.Lock"

// The deferred Unlock inside the loop runs when the function returns, not at the end of the round.
// The second round locks what the first round still holds.
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
		l.mu.Lock()
		defer l.mu.Unlock()
		l.balance[name] += amount
	}
}

func main() {
	l := &ledger{balance: map[string]int{}}
	l.payAll([]string{"ann", "bob"}, 10)
	fmt.Println(l.balance["ann"], l.balance["bob"])
}
