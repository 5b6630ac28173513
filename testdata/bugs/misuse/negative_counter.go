//@ find panic text="sync: negative WaitGroup counter" line=29,31

// On an error the worker calls Done, and then the Done that is meant for all comes as well. One of
// the calls makes the count negative, in whatever order the workers end.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func fetch(id int) error {
	if id == 1 {
		return errors.New("not found")
	}
	return nil
}

func main() {
	var wg sync.WaitGroup
	release := make(chan struct{})
	for id := range 2 {
		wg.Add(1)
		go func() {
			<-release
			if err := fetch(id); err != nil {
				fmt.Println(err)
				wg.Done()
			}
			wg.Done()
		}()
	}
	close(release)
	wg.Wait()
}
