// One reads the users and writes the sessions, the other reads the sessions and writes the users,
// far apart.

package main

import "sync"

var (
	users, sessions sync.RWMutex
	stats           sync.Mutex
)

func work(times int) {
	for range times {
		stats.Lock()
		stats.Unlock()
	}
}

func login() {
	users.RLock()
	defer users.RUnlock()
	sessions.Lock() //@blocked
	defer sessions.Unlock()
}

func expire() {
	sessions.RLock()
	defer sessions.RUnlock()
	users.Lock() //@blocked
	defer users.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		login()
		work(200)
	})
	wg.Go(func() {
		work(200)
		expire()
	})
	wg.Wait()
}
