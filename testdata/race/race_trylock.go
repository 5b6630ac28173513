package main

import "sync"

var mu sync.Mutex
var data int
var done = make(chan bool)

func main() {
	mu.Lock()
	go func() {
		data = 1 // want race "data"
		mu.Unlock()
		done <- true
	}()
	if mu.TryLock() {
		mu.Unlock()
	}
	println(data) // want race "data"
	<-done
}
