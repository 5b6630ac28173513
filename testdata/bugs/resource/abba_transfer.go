//@ find deadlock line=21,41 state="sync.Mutex.Lock"
//@ may lock-order

// Two transfers in opposite directions lock the two accounts in opposite orders. When each has
// taken its first lock before the other takes its second, both wait for ever.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	number  int
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account, amount int) {
	from.mu.Lock()
	to.mu.Lock()
	from.balance -= amount
	to.balance += amount
	to.mu.Unlock()
	from.mu.Unlock()
}

func main() {
	a := &account{number: 1, balance: 100}
	b := &account{number: 2, balance: 100}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		transfer(a, b, 10)
	}()
	go func() {
		defer wg.Done()
		transfer(b, a, 30)
	}()
	wg.Wait()
	fmt.Println(a.balance, b.balance)
}
