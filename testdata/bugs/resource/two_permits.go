//@ find deadlock line=18,34 state="chan send"

// A copy needs two of the two permits and takes them one by one. When two copies have one permit
// each, neither can have its second.
package main

import (
	"fmt"
	"sync"
)

type limiter struct {
	permits chan struct{}
}

func (l *limiter) copyFile(name string) {
	l.permits <- struct{}{}
	l.permits <- struct{}{}
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
