//@ find data-race line=20

// Two goroutines write into one bytes.Buffer, which has no lock. The words may be mixed or lost;
// the racing accesses are inside package bytes.
package main

import (
	"bytes"
	"fmt"
	"sync"
)

func main() {
	var out bytes.Buffer
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out.WriteString("word ")
		}()
	}
	wg.Wait()
	fmt.Println(out.Len() > 0)
}
