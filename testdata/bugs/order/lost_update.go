//@ find exit
//@ find lost-update line=22,28 var=balance

// Two deposits read the balance in one visit and write it in another. If both read before either
// writes, a deposit is lost, without any data race.
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

func main() {
	a := &account{}
	var wg sync.WaitGroup
	for _, amount := range []int{5, 7} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.set(a.get() + amount)
		}()
	}
	wg.Wait()
	if a.get() != 12 {
		fmt.Println("a deposit is lost")
		os.Exit(1)
	}
}
