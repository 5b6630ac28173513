// Two workers take jobs from one channel; which worker does what depends on the schedule. Two jobs
// far apart lock the two tables in opposite orders.

package main

import "sync"

var users, groups sync.Mutex

func rename() {
	users.Lock()
	groups.Lock() //@blocked
	groups.Unlock()
	users.Unlock()
}

func merge() {
	groups.Lock()
	users.Lock() //@blocked
	users.Unlock()
	groups.Unlock()
}

func count() {
	users.Lock()
	users.Unlock()
	groups.Lock()
	groups.Unlock()
}

func main() {
	jobs := make(chan func(), 4)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for job := range jobs {
				job()
			}
		})
	}
	jobs <- rename
	for range 60 {
		jobs <- count
	}
	jobs <- merge
	close(jobs)
	wg.Wait()
}
