//@ find deadlock line=31,37 state="sync.Cond.Wait"

// Take waits on the condition of the tank while it holds the lock of the plant around it, and Fill
// needs the lock of the plant to come to the tank. Wait releases only the lock of the tank; if Take
// comes first, Fill never gets in.
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
	defer p.mu.Unlock()
	t := p.tank
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.liters == 0 {
		t.filled.Wait()
	}
	t.liters--
}

func (p *plant) Fill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	t := p.tank
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
