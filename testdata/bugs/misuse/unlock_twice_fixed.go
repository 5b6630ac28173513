//@ clean

// Only the deferred Unlock is left.
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
