// Everybody waits for a value that nobody sends.
package main

import "fmt"

func worker(id int, in <-chan int, done chan<- bool) {
	for x := range in {
		fmt.Println("worker", id, x)
	}
	done <- true
}

func main() {
	in := make(chan int)
	done := make(chan bool)
	go worker(1, in, done)
	in <- 5
	<-done
}
