//@ find data-race line=20,22

// Two goroutines share a generator made with rand.New, which has no lock, unlike the functions of
// the package. Both may draw the same number or ruin the generator; the accesses are inside
// math/rand.
package main

import (
	"fmt"
	"math/rand"
	"sync"
)

func main() {
	dice := rand.New(rand.NewSource(1))
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = dice.Intn(6)
	}()
	fmt.Println(dice.Intn(6) < 6)
	wg.Wait()
}
