// The order in which goroutines run: real Go's with GOMAXPROCS=1.
package main

import (
	"fmt"
	"sync"
	"time"
)

func print(args ...any) {
	for _, a := range args {
		fmt.Print(a, " ")
	}
}

// start runs f for each name in a goroutine of its own and waits for them.
func start(f func(name string)) {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(name)
		}()
	}
	wg.Wait()
	fmt.Println()
}

// later runs f when everybody else waits.
func later(f func()) {
	go func() {
		time.Sleep(time.Millisecond)
		f()
	}()
}

func main() {
	// The newest first, then in the order in which they were made.
	start(func(name string) { print(name) })

	// An unbuffered channel: whoever completes an operation goes on.
	ch := make(chan int)
	go func() {
		ch <- 1
		print("sent 1")
		ch <- 2
		print("sent 2")
		close(ch)
	}()
	for v := range ch {
		print(v)
	}
	fmt.Println()

	// A buffered one.
	buf := make(chan int, 2)
	go func() {
		buf <- 1
		buf <- 2
		print("sent 2")
		buf <- 3
		buf <- 4
		print("never printed: main does not wait")
	}()
	for range 4 {
		print(<-buf)
	}
	fmt.Println()

	// close wakes the waiters the last first, and the last one woken runs first.
	gate := make(chan bool)
	later(func() { close(gate) })
	start(func(name string) {
		<-gate
		print(name)
	})

	var mu sync.Mutex
	mu.Lock()
	later(mu.Unlock)
	start(func(name string) {
		mu.Lock()
		print(name)
		time.Sleep(10 * time.Microsecond)
		mu.Unlock()
	})

	cond := sync.NewCond(&mu)
	later(cond.Signal)
	later(func() {
		time.Sleep(time.Millisecond)
		print("all")
		cond.Broadcast()
	})
	start(func(name string) {
		mu.Lock()
		cond.Wait()
		print(name)
		mu.Unlock()
	})

	var group sync.WaitGroup
	group.Add(1)
	later(group.Done)
	start(func(name string) {
		group.Wait()
		print(name)
	})

	// Sleepers that lie close together wake together, the last of them first.
	start(func(name string) {
		for range 3 {
			time.Sleep(10 * time.Millisecond)
			print(name)
		}
	})

	// Three workers share nine jobs.
	jobs, results := make(chan int, 5), make(chan string, 5)
	for w := 1; w <= 3; w++ {
		go func() {
			for job := range jobs {
				time.Sleep(time.Millisecond)
				results <- fmt.Sprint(w, ":", job)
			}
		}()
	}
	for job := 1; job <= 9; job++ {
		jobs <- job
	}
	close(jobs)
	for range 9 {
		print(<-results)
	}
	fmt.Println()
}

//goweave:schedule go
