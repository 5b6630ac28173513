//@ clean

// One of them listens first.
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

func (p *peer) answer() {
	fmt.Println(len(<-p.in))
	p.out <- "hello from " + p.name
}

func main() {
	left, right := make(chan string), make(chan string)
	a := &peer{"a", left, right}
	b := &peer{"b", right, left}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.answer()
	}()
	a.greet()
	<-done
}
