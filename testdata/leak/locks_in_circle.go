// Two goroutines lock in opposite orders while main goes on.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var a, b sync.Mutex
	go func() {
		a.Lock()
		time.Sleep(time.Millisecond)
		b.Lock() //@leak
		b.Unlock()
		a.Unlock()
	}()
	go func() {
		b.Lock()
		time.Sleep(time.Millisecond)
		a.Lock() //@leak
		a.Unlock()
		b.Unlock()
	}()
	for range 3 {
		time.Sleep(time.Second)
	}
	fmt.Println("done", a.TryLock())
}
