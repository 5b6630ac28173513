//@ find deadlock line=30,35

// The producer returns on an error without closing its channel. The consumer waits for more, and
// main for the consumer.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func produce(lines []string, out chan<- string) error {
	for _, line := range lines {
		if line == "" {
			return errors.New("empty line")
		}
		out <- line
	}
	close(out)
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
