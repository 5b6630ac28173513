// Nil channels block for ever.
package main

func main() {
	var c chan int
	go func() { c <- 1 }()
	<-c
}
