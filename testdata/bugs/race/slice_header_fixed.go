//@ clean

// The list is behind an atomic pointer and never changed in place.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type balancer struct {
	backends atomic.Pointer[[]string]
}

func (b *balancer) reload(list []string) {
	b.backends.Store(&list)
}

func (b *balancer) pick() string {
	list := *b.backends.Load()
	return list[len(list)-1]
}

func main() {
	b := &balancer{}
	b.reload([]string{"a", "b"})
	var wg sync.WaitGroup
	wg.Go(func() { b.reload([]string{"c"}) })
	fmt.Println(len(b.pick()))
	wg.Wait()
}
