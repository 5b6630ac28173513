//@ find panic text="write after close" line=22

// Main closes the file while the last line may still be on its way to it. If the writer comes after
// the close, it panics.
package main

import (
	"fmt"
	"sync"
)

type file struct {
	mu     sync.Mutex
	lines  int
	closed bool
}

func (f *file) Write(line string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		panic("write after close: " + line)
	}
	f.lines++
}

func (f *file) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
}

func main() {
	f := &file{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.Write("bye")
	}()
	f.Close()
	<-done
	fmt.Println("closed")
}
