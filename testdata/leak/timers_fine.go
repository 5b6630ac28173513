// Whoever waits for a timer will run again.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	go func() {
		for range time.NewTicker(time.Hour).C {
			fmt.Println("tick")
		}
	}()
	done := make(chan bool)
	time.AfterFunc(time.Hour, func() { close(done) })
	go func(done chan bool) { <-done }(done)
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	_ = cancel
	go func() { <-ctx.Done() }()
	time.Sleep(time.Second)
	fmt.Println("done")
}
