//@ clean

// Only the call for all is left.
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
			}
			wg.Done()
		}()
	}
	close(release)
	wg.Wait()
}
