package main

func produce(items chan<- int) {
	for i := range 3 {
		items <- i
	}
}

func main() {
	items := make(chan int, 3)
	go produce(items)
	<-items
	close(items)
}
