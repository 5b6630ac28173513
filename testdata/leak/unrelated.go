// Two leaks that have nothing to do with each other: two findings.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		ch := make(chan string)
		ch <- "lost" //@leak
	}()
	go func() {
		<-make(chan int) //@leak
	}()
	time.Sleep(time.Second)
	fmt.Println("done")
}
