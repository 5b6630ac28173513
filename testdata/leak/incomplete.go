// Main does not wait: a warning, no leak.
package main

import (
	"fmt"
	"time"
)

func main() {
	results := make(chan int, 3)
	for i := range 3 {
		go func() {
			time.Sleep(time.Second) //@incomplete
			results <- i
		}()
	}
	fmt.Println("done")
}
