//@ find goroutine-leak line=11 state="chan send"

// The collector stops when it has found what it looks for, and leaves the other results in the
// hands of the workers. The worker that comes second waits for ever to send, unless the hit is the
// last to come.
package main

import "fmt"

func hash(block int, sums chan<- int) {
	sums <- block * block
}

func main() {
	sums := make(chan int)
	for block := range 2 {
		go hash(block+2, sums)
	}
	for range 2 {
		if sum := <-sums; sum == 9 {
			break
		}
	}
	fmt.Println("found")
}
