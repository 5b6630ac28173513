//@ find deadlock line=15 state="chan send"

// A download that fails keeps its slot. With one slot and a failure before the last download, main
// waits for ever for a slot.
package main

import (
	"errors"
	"fmt"
)

var slots = make(chan struct{}, 1)

func download(url string) error {
	slots <- struct{}{}
	if url == "" {
		return errors.New("no address")
	}
	<-slots
	return nil
}

func main() {
	for _, url := range []string{"a.example", "", "b.example"} {
		if err := download(url); err != nil {
			fmt.Println("failed:", err)
		}
	}
}
