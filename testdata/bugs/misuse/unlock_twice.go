//@ find fatal text="sync: unlock of unlocked mutex" line=23
//@ may fatal text="sync: unlock of unlocked mutex" line=39

// The early way out unlocks although Unlock is deferred too. If somebody else has locked in
// between, the second Unlock takes their lock away; in the end one Unlock is too many.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) Withdraw(amount int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < amount {
		a.mu.Unlock()
		return false
	}
	a.balance -= amount
	return true
}

func main() {
	a := &account{}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = a.Withdraw(5)
	}()
	a.mu.Lock()
	a.balance += 5
	a.mu.Unlock()
	wg.Wait()
	fmt.Println(a.balance >= 0)
}
