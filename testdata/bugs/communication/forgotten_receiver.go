//@ find goroutine-leak line=16 state="chan send"

// The caller gives up after its timeout and never receives; the query then waits for ever to hand
// its answer over. It happens whenever the timeout fires first.
package main

import (
	"fmt"
	"time"
)

func query(delay time.Duration) <-chan string {
	answer := make(chan string)
	go func() {
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
	time.Sleep(20 * time.Millisecond)
}
