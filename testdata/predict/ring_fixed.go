// Three jobs take two of three locks each, in a ring, at very different times: but the last takes them in
// the order of the others, so nobody can block everybody.
package main

import "sync"

var (
	accounts, orders, stock sync.Mutex
	log                     sync.Mutex
	lines                   int
)

func note(times int) {
	for range times {
		log.Lock()
		lines++
		log.Unlock()
	}
}

func pay() {
	accounts.Lock()
	defer accounts.Unlock()
	orders.Lock()
	defer orders.Unlock()
}

func deliver() {
	orders.Lock()
	defer orders.Unlock()
	stock.Lock()
	defer stock.Unlock()
}

func refund() {
	accounts.Lock()
	defer accounts.Unlock()
	stock.Lock()
	defer stock.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		pay()
		note(100)
	})
	wg.Go(func() {
		note(50)
		deliver()
		note(50)
	})
	wg.Go(func() {
		note(100)
		refund()
	})
	wg.Wait()
}
