//@ clean

// There is room for an error of every upload, and the caller waits for all of them.
package main

import (
	"fmt"
	"sync"
)

func upload(names ...string) error {
	errs := make(chan error, len(names))
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- fmt.Errorf("%s: disk full", name[:1])
		}()
	}
	return <-errs
}

func main() {
	fmt.Println(upload("x1", "x2", "x3"))
}
