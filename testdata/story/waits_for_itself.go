package main

import "sync"

type account struct {
	mu  sync.Mutex
	sum int
}

func (a *account) balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum
}

func (a *account) add(n int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += n
	return a.balance()
}

func main() {
	var a account
	println(a.add(5))
}
