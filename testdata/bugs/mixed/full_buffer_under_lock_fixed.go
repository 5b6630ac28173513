//@ clean

// The flusher receives before it locks.
package main

import (
	"fmt"
	"sync"
)

type logger struct {
	mu    sync.Mutex
	lines chan string
	out   []string
}

func (l *logger) Log(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines <- line
}

func (l *logger) flush(n int) {
	for range n {
		line := <-l.lines
		l.mu.Lock()
		l.out = append(l.out, line)
		l.mu.Unlock()
	}
}

func main() {
	l := &logger{lines: make(chan string, 1)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.flush(2)
	}()
	l.Log("one")
	l.Log("two")
	<-done
	fmt.Println(len(l.out))
}
