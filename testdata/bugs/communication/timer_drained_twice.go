//@ find deadlock line=26 state="chan receive"

// Stop answers false because the timer has fired, but its one value has been received already. The
// receive that should drain the channel waits for ever.
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
	if !timer.Stop() {
		<-timer.C
	}
	fmt.Println("done")
}
