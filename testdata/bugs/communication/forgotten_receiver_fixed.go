//@ clean

// The channel has room for the one answer, so the query ends whether somebody listens or not; main
// waits for it before it returns.
package main

import (
	"fmt"
	"time"
)

var finished = make(chan struct{})

func query(delay time.Duration) <-chan string {
	answer := make(chan string, 1)
	go func() {
		defer close(finished)
		time.Sleep(delay)
		answer <- "42 rows"
	}()
	return answer
}

func main() {
	select {
	case rows := <-query(10 * time.Millisecond):
		fmt.Println(rows)
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	<-finished
}
