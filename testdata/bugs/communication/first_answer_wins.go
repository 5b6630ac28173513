//@ find goroutine-leak line=20 state="chan send"

// Three mirrors are asked and only the first answer is received. The two slower ones wait for ever
// to send theirs.
package main

import (
	"fmt"
	"sync"
)

func main() {
	mirrors := []string{"eu", "us", "asia"}
	answers := make(chan string)
	var asked sync.WaitGroup
	for _, mirror := range mirrors {
		asked.Add(1)
		go func() {
			asked.Done()
			answers <- mirror
		}()
	}
	asked.Wait()
	fmt.Println("answered:", len(<-answers) > 0)
}
