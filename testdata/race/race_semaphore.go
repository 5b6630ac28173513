package main

var sem = make(chan struct{}, 2)
var done = make(chan bool)
var n int

// With room for two, a place in the buffer excludes nobody.
func work() {
	sem <- struct{}{}
	n++ // want race "n"
	<-sem
	done <- true
}

func main() {
	go work()
	go work()
	<-done
	<-done
}
