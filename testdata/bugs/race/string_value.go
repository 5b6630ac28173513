//@ find data-race line=17,24 var=status

// A status line, a string of two words, is replaced while it is printed. The reader may see the
// bytes of one and the length of the other.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	status string
}

func (j *job) run() {
	j.status = "finished"
}

func main() {
	j := &job{status: "waiting"}
	var wg sync.WaitGroup
	wg.Go(j.run)
	fmt.Println(len(j.status) > 0)
	wg.Wait()
}
