// A chain: the last is woken by a timer, each wakes the one before.
package main

import (
	"fmt"
	"time"
)

func main() {
	var next = make(chan int)
	first := next
	for range 100 {
		from, to := make(chan int), next
		go func() { to <- 1 + <-from }()
		next = from
	}
	go func() {
		time.Sleep(time.Second)
		next <- 0
	}()
	fmt.Println(<-first)
}
