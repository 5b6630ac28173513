//@ clean

// One lock covers both accounts.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu     sync.Mutex
	amount int
}

var bank sync.Mutex

func (a *account) add(amount int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.amount += amount
	return a.amount
}

func transfer(from, to *account, amount int) {
	bank.Lock()
	defer bank.Unlock()
	from.add(-amount)
	to.add(amount)
}

func audit(a, b *account) {
	bank.Lock()
	defer bank.Unlock()
	if sum := a.add(0) + b.add(0); sum != 100 {
		panic("money lost")
	}
}

func main() {
	a, b := &account{amount: 60}, &account{amount: 40}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(a, b, 10) })
	audit(a, b)
	wg.Wait()
	fmt.Println("audited")
}
