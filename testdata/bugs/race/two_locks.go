//@ find data-race line=20,26 var=free

// Two methods protect the same field with two different locks. Each lock is held properly, and they
// do not exclude each other.
package main

import (
	"fmt"
	"sync"
)

type parking struct {
	in, out sync.Mutex
	free    int
}

func (p *parking) Enter() {
	p.in.Lock()
	defer p.in.Unlock()
	p.free--
}

func (p *parking) Leave() {
	p.out.Lock()
	defer p.out.Unlock()
	p.free++
}

func main() {
	p := &parking{free: 5}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		p.Enter()
	}()
	p.Leave()
	wg.Wait()
	fmt.Println(p.free)
}
