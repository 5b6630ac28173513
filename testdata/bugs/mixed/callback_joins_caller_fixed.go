//@ clean

// The callback only asks the pool to stop; main does the waiting.
package main

import (
	"fmt"
	"sync"
)

type pool struct {
	wg      sync.WaitGroup
	once    sync.Once
	quit    chan struct{}
	failure func()
}

func (p *pool) start(fail bool) {
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		if fail {
			p.failure()
		}
		<-p.quit
	}()
}

func (p *pool) Stop() {
	p.once.Do(func() { close(p.quit) })
}

func (p *pool) Wait() { p.wg.Wait() }

func main() {
	p := &pool{quit: make(chan struct{})}
	p.failure = p.Stop
	p.start(false)
	p.start(true)
	p.Wait()
	fmt.Println("stopped")
}
