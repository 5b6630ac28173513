//@ find data-race line=17,21 var=id
//@ may data-race line=22 var=squares

// The variable of the loop is declared outside it, so the goroutines share it with the loop that
// changes it. A goroutine that runs late squares the wrong number.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var squares [3]int
	var id int
	for id = 0; id < 2; id++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := id
			squares[n] = n * n
		}()
	}
	wg.Wait()
	fmt.Println(squares[0], squares[1])
}
