//@ find data-race line=18,22 var=backends
//@ may data-race

// A reload replaces the list of servers while a request goes through it. The request may see the
// new list with the length of the old one.
package main

import (
	"fmt"
	"sync"
)

type balancer struct {
	backends []string
}

func (b *balancer) reload(list []string) {
	b.backends = list
}

func (b *balancer) pick() string {
	return b.backends[len(b.backends)-1]
}

func main() {
	b := &balancer{backends: []string{"a", "b"}}
	var wg sync.WaitGroup
	wg.Go(func() { b.reload([]string{"c"}) })
	fmt.Println(len(b.pick()))
	wg.Wait()
}
