// Waits for a signal that nobody can give, and for a wait group nobody can finish.
package main

import (
	"fmt"
	"sync"
	"time"
)

func wait() {
	var mu sync.Mutex
	ready := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		ready.Wait() //@leak
		mu.Unlock()
	}()
}

func group() {
	var tasks sync.WaitGroup
	tasks.Add(2)
	go func() {
		tasks.Wait() //@leak
	}()
	tasks.Done()
}

func main() {
	wait()
	group()
	time.Sleep(time.Second)
	fmt.Println("done")
}
