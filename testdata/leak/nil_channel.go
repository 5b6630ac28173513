// Channels that were never made, a select without cases.
package main

import (
	"fmt"
	"time"
)

func main() {
	var data, acks chan int
	go func() {
		fmt.Println(<-data) //@leak
	}()
	go func() {
		acks <- 1 //@leak
	}()
	go func() {
		select {} //@leak
	}()
	time.Sleep(time.Second)
	fmt.Println("done")
}
