//@ find deadlock line=29 state="sync.WaitGroup.Wait"

// The worker returns on an error before it reaches Done. Main waits for ever for a worker that has
// ended.
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
			n, err := strconv.Atoi(field)
			if err != nil {
				fmt.Println("skipped")
				return
			}
			sum.Add(int64(n))
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(sum.Load())
}
