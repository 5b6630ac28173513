//@ clean

// The channel has room for all answers, and main waits for the slow mirrors before it returns.
package main

import (
	"fmt"
	"sync"
)

func main() {
	mirrors := []string{"eu", "us", "asia"}
	answers := make(chan string, len(mirrors))
	var asked sync.WaitGroup
	for _, mirror := range mirrors {
		asked.Add(1)
		go func() {
			defer asked.Done()
			answers <- mirror
		}()
	}
	fmt.Println("answered:", len(<-answers) > 0)
	asked.Wait()
}
