//@ clean

// Reading and writing are one visit.
package main

import (
	"fmt"
	"os"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) get() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

func (a *account) set(balance int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance = balance
}

func (a *account) add(amount int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += amount
}

func main() {
	a := &account{}
	a.set(0)
	var wg sync.WaitGroup
	for _, amount := range []int{5, 7} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.add(amount)
		}()
	}
	wg.Wait()
	if a.get() != 12 {
		fmt.Println("a deposit is lost")
		os.Exit(1)
	}
}
