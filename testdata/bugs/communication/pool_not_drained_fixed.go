//@ clean

// The collector receives the result of every worker.
package main

import "fmt"

func hash(block int, sums chan<- int) {
	sums <- block * block
}

func main() {
	sums := make(chan int, 2)
	for block := range 2 {
		go hash(block+2, sums)
	}
	found := false
	for range 2 {
		if sum := <-sums; sum == 9 {
			found = true
		}
	}
	fmt.Println("found", found)
}
