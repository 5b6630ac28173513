package main

func main() {
	found := make(chan int)
	size := 1
	select {
	case size <<= <-found:
	}
	select {
	case size += <-found:
	default:
	}
}
