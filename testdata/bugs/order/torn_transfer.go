//@ find panic text="money lost" line=31

// The auditor locks the two accounts one after the other, and so does the transfer. An audit that
// falls between taking and giving finds a wrong sum.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu     sync.Mutex
	amount int
}

func (a *account) add(amount int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.amount += amount
	return a.amount
}

func transfer(from, to *account, amount int) {
	from.add(-amount)
	to.add(amount)
}

func audit(a, b *account) {
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
