//@ clean

// Done is deferred first.
package main

import (
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	var sum atomic.Int64
	for _, field := range []string{"12", "x7"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n, err := strconv.Atoi(field)
			if err != nil {
				fmt.Println("skipped")
				return
			}
			sum.Add(int64(n))
		}()
	}
	wg.Wait()
	fmt.Println(sum.Load())
}
