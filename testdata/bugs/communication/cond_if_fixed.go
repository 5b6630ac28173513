//@ clean

// The consumers check again after every wake-up, and the end is told by a flag.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu     sync.Mutex
	filled *sync.Cond
	jobs   []int
	closed bool
}

func (q *queue) take() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.jobs) == 0 && !q.closed {
		q.filled.Wait()
	}
	if q.closed {
		return
	}
	fmt.Println("job", q.jobs[0])
	q.jobs = q.jobs[1:]
}

func main() {
	q := &queue{}
	q.filled = sync.NewCond(&q.mu)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(q.take)
	}
	q.mu.Lock()
	q.jobs = append(q.jobs, 1)
	q.filled.Broadcast()
	q.mu.Unlock()

	q.mu.Lock()
	q.closed = true
	q.filled.Broadcast()
	q.mu.Unlock()
	wg.Wait()
	fmt.Println("closed")
}
