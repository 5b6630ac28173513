//@ find deadlock line=23,30 state="sync.RWMutex.Lock"

// Get wants to write while it still holds the read lock: Lock waits for all readers, and so for
// itself. It happens only if the page is not there yet, that is, if Get runs before main's Put.
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
	defer p.mu.RUnlock()
	if html, ok := p.html[path]; ok {
		return html
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.html[path] = "rendered"
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
