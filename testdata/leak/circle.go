// Two goroutines wait for each other while the program goes on.
package main

import (
	"fmt"
	"time"
)

func swap() {
	a, b := make(chan int), make(chan int)
	go func() {
		v := <-a //@leak
		b <- v
	}()
	go func() {
		v := <-b //@leak
		a <- v
	}()
}

func main() {
	swap()
	time.Sleep(time.Second)
	fmt.Println("done")
}
