//@ find deadlock line=22,27 state="chan send"

// Log sends under the lock into a buffer of one, and the flusher takes the lock before it receives.
// If both lines are logged before the flusher has had its turn, the second send waits for the
// flusher, which waits for the lock.
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
		l.mu.Lock()
		l.out = append(l.out, <-l.lines)
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
