//@ find data-race line=20,26 var=size
//@ may data-race line=20,28 var=size

// A goroutine writes the named result of a function that has returned at its timeout. Nothing
// orders the late write with what the function did to its result before it returned.
package main

import (
	"fmt"
	"time"
)

var ended = make(chan struct{})

func measure(path string) (size int) {
	found := make(chan struct{}, 1)
	go func() {
		defer close(ended)
		time.Sleep(2 * time.Millisecond)
		size = len(path)
		found <- struct{}{}
	}()
	select {
	case <-found:
	case <-time.After(time.Millisecond):
		size = -1
	}
	return size
}

func main() {
	fmt.Println(measure("/var/log") != 0)
	<-ended
}
