//@ clean

// The channel is closed in both cases.
package main

import "fmt"

func respond(body string) {
	headerSent := make(chan struct{})
	written := make(chan int, 1)
	go func() {
		<-headerSent
		written <- len(body)
	}()
	if body != "" {
		close(headerSent)
		fmt.Println("body:", <-written)
		return
	}
	close(headerSent)
	<-written
	fmt.Println("no body")
}

func main() {
	respond("hello")
	respond("")
}
