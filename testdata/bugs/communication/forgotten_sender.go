//@ find goroutine-leak line=13 state="chan receive"

// The writer waits for the signal that the header has been sent, but main signals only if there is
// a body. For an empty body nobody will ever send, and the writer waits for ever.
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
		headerSent <- struct{}{}
		fmt.Println("body:", <-written)
		return
	}
	fmt.Println("no body")
}

func main() {
	respond("hello")
	respond("")
}
