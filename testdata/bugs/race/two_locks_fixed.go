//@ clean

// Both methods use the same lock.
package main

import (
	"fmt"
	"sync"
)

type parking struct {
	mu   sync.Mutex
	free int
}

func (p *parking) Enter() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free--
}

func (p *parking) Leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
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
