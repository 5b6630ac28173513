//@ clean

// Get gives the read lock back, takes the write lock and looks again.
package main

import (
	"fmt"
	"sync"
)

type pages struct {
	mu   sync.RWMutex
	html map[string]string
}

func (p *pages) Get(path string) string {
	p.mu.RLock()
	html, ok := p.html[path]
	p.mu.RUnlock()
	if ok {
		return html
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.html[path]; !ok {
		p.html[path] = "rendered"
	}
	return p.html[path]
}

func (p *pages) Put(path, html string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.html[path] = html
}

func main() {
	p := &pages{html: map[string]string{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println(len(p.Get("/")) > 0)
	}()
	p.Put("/", "static")
	wg.Wait()
}
