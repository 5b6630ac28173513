//@ find panic text="integer divide by zero" line=24

// The sum and the count are atomic, each for itself, and the sum is added to first. A reader
// between the two sees a sum without a count and divides by zero.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type average struct {
	sum, count atomic.Int64
}

func (a *average) add(n int64) {
	a.sum.Add(n)
	a.count.Add(1)
}

func (a *average) mean() int64 {
	if sum := a.sum.Load(); sum > 0 {
		return sum / a.count.Load()
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
