// A select without cases, and one whose channels nobody uses.
package main

func main() {
	go func() {
		a, b := make(chan int), make(chan string)
		select {
		case <-a:
		case b <- "x":
		}
	}()
	select {}
}
