//@ find goroutine-leak line=19 state="chan send"

// The channel of errors has room for one, and the caller returns at the first error. Of three
// uploads that fail, one error is received and one stays in the channel; the third waits for ever.
package main

import (
	"fmt"
	"sync"
)

func upload(names ...string) error {
	errs := make(chan error, 1)
	var started sync.WaitGroup
	for _, name := range names {
		started.Add(1)
		go func() {
			started.Done()
			errs <- fmt.Errorf("%s: disk full", name[:1])
		}()
	}
	started.Wait()
	return <-errs
}

func main() {
	fmt.Println(upload("x1", "x2", "x3"))
}
