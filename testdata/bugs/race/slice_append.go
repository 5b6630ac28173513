//@ find data-race line=20 var=found
//@ may data-race line=20

// Two searchers append to one slice. Both may read the same length and then one of the hits is
// lost.
package main

import (
	"fmt"
	"strings"
	"sync"
)

func main() {
	var found []string
	var wg sync.WaitGroup
	for _, line := range []string{"go build", "go test"} {
		wg.Go(func() {
			if strings.HasPrefix(line, "go") {
				found = append(found, line)
			}
		})
	}
	wg.Wait()
	fmt.Println(len(found))
}
