// Another goroutine unlocks: no leak.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	go func() { mu.Lock() }()
	time.Sleep(time.Millisecond)
	done := make(chan bool)
	go func() {
		mu.Lock()
		done <- true
	}()
	time.Sleep(time.Second)
	mu.Unlock()
	fmt.Println(<-done)
}
