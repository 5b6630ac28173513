// Nobody waits for the two who block each other: main ends without them.

package main

import (
	"sync"
	"time"
)

var left, right, requests sync.Mutex

func balance() {
	left.Lock()
	right.Lock() //@blocked
	right.Unlock()
	left.Unlock()
}

func audit() {
	right.Lock()
	left.Lock() //@blocked
	left.Unlock()
	right.Unlock()
}

func serve(times int) {
	for range times {
		requests.Lock()
		requests.Unlock()
	}
}

func main() {
	go func() {
		balance()
		serve(150)
	}()
	go func() {
		serve(150)
		audit()
	}()
	serve(10)
	time.Sleep(time.Second)
}
