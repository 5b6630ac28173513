//@ find data-race line=17,18 var=seats
//@ may data-race line=18 var=seats

// Two customers look whether there is a seat and then take it, without a lock. Both may see the
// last seat and both take it.
package main

import (
	"fmt"
)

type theater struct {
	seats int
}

func (t *theater) book() bool {
	if t.seats > 0 {
		t.seats--
		return true
	}
	return false
}

func main() {
	t := &theater{seats: 1}
	done := make(chan bool, 1)
	go func() { done <- t.book() }()
	mine := t.book()
	other := <-done
	fmt.Println(mine != other)
}
