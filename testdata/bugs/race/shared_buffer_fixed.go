//@ clean

// Each goroutine has its own buffer, and main joins them.
package main

import (
	"bytes"
	"fmt"
	"sync"
)

func main() {
	var out [2]bytes.Buffer
	var wg sync.WaitGroup
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i].WriteString("word ")
		}()
	}
	wg.Wait()
	fmt.Println(out[0].String() + out[1].String())
}
