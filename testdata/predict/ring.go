// Three jobs take two of three locks each, in a ring, at very different times: only when all three
// come to their second lock at once do they block each other.
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
	orders.Lock() //@blocked
	defer orders.Unlock()
}

func deliver() {
	orders.Lock()
	defer orders.Unlock()
	stock.Lock() //@blocked
	defer stock.Unlock()
}

func refund() {
	stock.Lock()
	defer stock.Unlock()
	accounts.Lock() //@blocked
	defer accounts.Unlock()
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
