//@ find deadlock line=32 state="sync.WaitGroup.Wait"

// The worker reports its failure through a callback that stops the pool, and Stop waits for all
// workers, the caller among them. The worker waits for its own Done, and main waits for the worker.
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
	p.wg.Wait()
}

func main() {
	p := &pool{quit: make(chan struct{})}
	p.failure = p.Stop
	p.start(false)
	p.start(true)
	<-p.quit
	p.Stop()
	fmt.Println("stopped")
}
