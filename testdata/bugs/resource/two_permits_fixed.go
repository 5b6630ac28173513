//@ clean

// Permits are taken in pairs under a lock, so that only one copy at a time is waiting for its
// second.
package main

import (
	"fmt"
	"sync"
)

type limiter struct {
	permits chan struct{}
	pair    sync.Mutex
}

func (l *limiter) copyFile(name string) {
	l.pair.Lock()
	l.permits <- struct{}{}
	l.permits <- struct{}{}
	l.pair.Unlock()
	fmt.Println("copy", len(name))
	<-l.permits
	<-l.permits
}

func main() {
	l := &limiter{permits: make(chan struct{}, 2)}
	var wg sync.WaitGroup
	for _, name := range []string{"a.txt", "b.txt"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.copyFile(name)
		}()
	}
	wg.Wait()
}
