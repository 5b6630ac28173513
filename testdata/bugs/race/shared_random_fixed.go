//@ clean

// Each goroutine has its own generator.
package main

import (
	"fmt"
	"math/rand"
	"sync"
)

func main() {
	dice := rand.New(rand.NewSource(1))
	other := rand.New(rand.NewSource(2))
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = other.Intn(6)
	}()
	fmt.Println(dice.Intn(6) < 6)
	wg.Wait()
}
