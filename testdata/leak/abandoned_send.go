// The result comes too late: nobody receives it any more.
package main

import (
	"fmt"
	"time"
)

func slow() int {
	time.Sleep(time.Second)
	return 1
}

func ask() {
	result := make(chan int)
	go func() {
		result <- slow() //@leak
	}()
	select {
	case v := <-result:
		fmt.Println(v)
	case <-time.After(10 * time.Millisecond):
		fmt.Println("too late")
	}
}

func main() {
	ask()
	time.Sleep(time.Minute)
	fmt.Println("done")
}
