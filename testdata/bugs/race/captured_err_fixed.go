//@ clean

// The goroutine has its own err and hands it over through a channel.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func save(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return nil
}

func main() {
	_, err := strconv.Atoi("1")
	saved := make(chan error, 1)
	go func() {
		saved <- save("")
	}()
	_, err = strconv.Atoi("2")
	fmt.Println(err, <-saved)
}
