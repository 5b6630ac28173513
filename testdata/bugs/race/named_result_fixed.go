//@ clean

// The goroutine sends what it has found, and the channel has room for it.
package main

import (
	"fmt"
	"time"
)

var ended = make(chan struct{})

func measure(path string) (size int) {
	found := make(chan int, 1)
	go func() {
		defer close(ended)
		time.Sleep(2 * time.Millisecond)
		found <- len(path)
	}()
	select {
	case size = <-found:
	case <-time.After(time.Millisecond):
		size = -1
	}
	return size
}

func main() {
	fmt.Println(measure("/var/log") != 0)
	<-ended
}
