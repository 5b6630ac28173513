package main

import "sync"

var mu sync.Mutex
var data int
var done = make(chan bool)

func main() {
	mu.Lock()
	go func() {
		data = 1
		mu.Unlock()
		done <- true
	}()
	for !mu.TryLock() {
	}
	println(data)
	<-done
}
