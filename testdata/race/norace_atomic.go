package main

import "sync/atomic"

var flag atomic.Bool
var data int

func main() {
	done := make(chan bool)
	go func() {
		data = 1
		flag.Store(true)
		done <- true
	}()
	if flag.Load() {
		println(data)
	}
	<-done
}
