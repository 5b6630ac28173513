//@ clean

// One lock covers both numbers.
package main

import (
	"fmt"
	"sync"
)

type average struct {
	mu         sync.Mutex
	sum, count int64
}

func (a *average) add(n int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += n
	a.count++
}

func (a *average) mean() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sum > 0 {
		return a.sum / a.count
	}
	return 0
}

func main() {
	a := &average{}
	var wg sync.WaitGroup
	wg.Go(func() { a.add(8) })
	fmt.Println(a.mean()%8 == 0)
	wg.Wait()
}
