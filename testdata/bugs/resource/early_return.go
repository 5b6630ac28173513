//@ find deadlock line=18 state="sync.Mutex.Lock"

// Pop returns without Unlock when the queue is empty. If the worker pops before main has pushed,
// main's Push waits for a lock that nobody will release; if main pushes first, all is well.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu    sync.Mutex
	items []string
}

func (q *queue) Push(item string) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
}

func (q *queue) Pop() (string, bool) {
	q.mu.Lock()
	if len(q.items) == 0 {
		return "", false
	}
	item := q.items[0]
	q.items = q.items[1:]
	q.mu.Unlock()
	return item, true
}

func main() {
	q := &queue{}
	var wg sync.WaitGroup
	wg.Go(func() {
		_, ok := q.Pop()
		fmt.Println("popped:", ok)
	})
	q.Push("job")
	wg.Wait()
}
