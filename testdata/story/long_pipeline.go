package main

import "fmt"

func count(numbers chan<- int) {
	for i := 0; ; i++ {
		numbers <- i
	}
}

func double(in <-chan int, out chan<- int) {
	for n := range in {
		out <- 2 * n
	}
}

func main() {
	numbers, doubled := make(chan int), make(chan int)
	go count(numbers)
	go double(numbers, doubled)
	for range 12 {
		fmt.Println(<-doubled)
	}
}
