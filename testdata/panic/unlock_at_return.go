package main

import "sync"

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(amount int) bool {
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
	println(a.withdraw(5))
}
