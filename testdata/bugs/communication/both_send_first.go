//@ find deadlock line=15 state="chan send"

// Two peers greet each other over unbuffered channels, and both send before they receive. Each send
// waits for a receive that comes after the other send.
package main

import "fmt"

type peer struct {
	name    string
	in, out chan string
}

func (p *peer) greet() {
	p.out <- "hello from " + p.name
	fmt.Println(len(<-p.in))
}

func main() {
	left, right := make(chan string), make(chan string)
	a := &peer{"a", left, right}
	b := &peer{"b", right, left}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.greet()
	}()
	a.greet()
	<-done
}
