//@ clean

// Each round has its own group.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var round, second, all sync.WaitGroup
	round.Add(1)
	all.Add(1)
	go func() {
		defer all.Done()
		round.Wait()
	}()
	all.Add(1)
	go func() {
		defer all.Done()
		round.Done()
	}()
	round.Wait()
	second.Add(1)
	second.Done()
	all.Wait()
	fmt.Println("two rounds")
}
