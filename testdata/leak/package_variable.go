// While main runs, anybody could receive from the package's channel.
package main

import (
	"fmt"
	"time"
)

var out = make(chan int)

func main() {
	go func() {
		out <- 1 //@leak
	}()
	time.Sleep(time.Second)
	fmt.Println("done")
}
