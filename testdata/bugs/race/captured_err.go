//@ find data-race line=25,27 var=err

// The goroutine assigns to the err of the function around it, which main uses for something else at
// the same time. One error can be taken for the other.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = save("")
	}()
	_, err = strconv.Atoi("2")
	<-done
	fmt.Println(err == nil)
}
