//@ find data-race line=20

// Two producers push into one container/list, which has no lock. The links of the list can be set
// in the wrong order; the accesses are inside container/list.
package main

import (
	"container/list"
	"fmt"
	"sync"
)

func main() {
	pending := list.New()
	var wg sync.WaitGroup
	for _, task := range []string{"mail", "print"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			pending.PushBack(task)
		}()
	}
	wg.Wait()
	fmt.Println(pending.Len() > 0)
}
