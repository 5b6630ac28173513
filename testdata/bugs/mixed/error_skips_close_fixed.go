//@ clean

// The close is deferred, so it comes on every way out.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func produce(lines []string, out chan<- string) error {
	defer close(out)
	for _, line := range lines {
		if line == "" {
			return errors.New("empty line")
		}
		out <- line
	}
	return nil
}

func main() {
	out := make(chan string)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for line := range out {
			fmt.Println(line)
		}
	}()
	err := produce([]string{"a", ""}, out)
	wg.Wait()
	fmt.Println(err)
}
