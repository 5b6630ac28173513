//@ clean

// Since go 1.23 nothing stale can be in the channel after Stop, so there is nothing to drain.
package main

import (
	"fmt"
	"time"
)

func main() {
	timer := time.NewTimer(time.Millisecond)
	data := make(chan string)
	go func() {
		defer close(data)
		time.Sleep(2 * time.Millisecond)
	}()
	select {
	case <-data:
	case <-timer.C:
		fmt.Println("slow")
		<-data
	}
	timer.Stop()
	fmt.Println("done")
}
