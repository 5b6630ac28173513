//@ clean

// The lock of the plant is held only to find the tank.
package main

import (
	"fmt"
	"sync"
)

type tank struct {
	mu     sync.Mutex
	filled *sync.Cond
	liters int
}

type plant struct {
	mu   sync.Mutex
	tank *tank
}

func (p *plant) Take() {
	p.mu.Lock()
	t := p.tank
	p.mu.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.liters == 0 {
		t.filled.Wait()
	}
	t.liters--
}

func (p *plant) Fill() {
	p.mu.Lock()
	t := p.tank
	p.mu.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.liters++
	t.filled.Signal()
}

func main() {
	p := &plant{tank: &tank{}}
	p.tank.filled = sync.NewCond(&p.tank.mu)
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.Take()
	}()
	p.Fill()
	<-done
	fmt.Println(p.tank.liters)
}
