// Done is forgotten on one path.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			if i == 1 {
				return
			}
			defer wg.Done()
			fmt.Println("done", i)
		}()
	}
	wg.Wait()
}
