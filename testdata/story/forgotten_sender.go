package main

import "fmt"

func ask(name string, answers chan<- string) {
	answers <- "hello from " + name
}

func main() {
	answers := make(chan string)
	go ask("a", answers)
	go ask("b", answers)
	fmt.Println(<-answers)
}
