//@ clean

// The slot is given back by a deferred function, whatever happens.
package main

import (
	"errors"
	"fmt"
)

var slots = make(chan struct{}, 1)

func download(url string) error {
	slots <- struct{}{}
	defer func() { <-slots }()
	if url == "" {
		return errors.New("no address")
	}
	return nil
}

func main() {
	for _, url := range []string{"a.example", "", "b.example"} {
		if err := download(url); err != nil {
			fmt.Println("failed:", err)
		}
	}
}
