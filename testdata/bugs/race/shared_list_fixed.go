//@ clean

// A lock is held around the push.
package main

import (
	"container/list"
	"fmt"
	"sync"
)

func main() {
	pending := list.New()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, task := range []string{"mail", "print"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			pending.PushBack(task)
		}()
	}
	wg.Wait()
	fmt.Println(pending.Len() > 0)
}
