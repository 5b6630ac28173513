// A reader locks again while a writer waits: nobody of the three goes on.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.RWMutex
	go func() {
		mu.RLock()
		time.Sleep(2 * time.Millisecond)
		mu.RLock() //@leak
		mu.RUnlock()
		mu.RUnlock()
	}()
	go func() {
		time.Sleep(time.Millisecond)
		mu.Lock() //@leak
		mu.Unlock()
	}()
	time.Sleep(time.Second)
	fmt.Println("done", mu.TryLock())
}
