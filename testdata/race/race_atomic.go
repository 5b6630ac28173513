package main

import "sync/atomic"

var flag atomic.Bool
var data int

func main() {
	done := make(chan bool)
	go func() {
		data = 1 // want race "data"
		flag.Store(true)
		done <- true
	}()
	flag.Load()
	println(data) // want race "data"
	<-done
}
