//@ clean

// The consumer closes done when it leaves, and the reader selects on it; main waits until the
// reader has ended.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func read(lines []string, done <-chan struct{}, wg *sync.WaitGroup) <-chan string {
	records := make(chan string)
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(records)
		for _, line := range lines {
			select {
			case records <- line:
			case <-done:
				return
			}
		}
	}()
	return records
}

func load(lines []string) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	done := make(chan struct{})
	defer close(done)
	for record := range read(lines, done, &wg) {
		if record == "" {
			return errors.New("empty record")
		}
	}
	return nil
}

func main() {
	fmt.Println(load([]string{"a", "", "c"}))
}
