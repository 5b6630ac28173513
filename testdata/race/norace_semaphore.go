package main

var sem = make(chan struct{}, 1)
var done = make(chan bool)
var n int

func work() {
	sem <- struct{}{}
	n++
	<-sem
	done <- true
}

func main() {
	go work()
	go work()
	<-done
	<-done
}
