//@ find panic text="WaitGroup is reused before previous Wait has returned" line=20
//@ may data-race var=round

// Main starts a second round on the same group as soon as its own Wait returns, although the
// monitor waits on the group too. If the monitor has been woken for the first round but has not run
// since, it finds the count of the second.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var round, all sync.WaitGroup
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
	round.Add(1)
	round.Done()
	all.Wait()
	fmt.Println("two rounds")
}
