//@ find goroutine-leak line=17 state="chan send"

// The consumer returns at the first bad record and leaves the reader with the rest. The reader
// waits for ever to send the record after it.
package main

import (
	"errors"
	"fmt"
)

func read(lines []string) <-chan string {
	records := make(chan string)
	go func() {
		defer close(records)
		for _, line := range lines {
			records <- line
		}
	}()
	return records
}

func load(lines []string) error {
	for record := range read(lines) {
		if record == "" {
			return errors.New("empty record")
		}
	}
	return nil
}

func main() {
	fmt.Println(load([]string{"a", "", "c"}))
}
