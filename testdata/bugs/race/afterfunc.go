//@ find data-race line=15,19 var=expired

// The function of the timer runs in a goroutine of its own and sets a plain variable. That main
// sleeps longer than the timer orders nothing.
package main

import (
	"fmt"
	"time"
)

func main() {
	expired := false
	timer := time.AfterFunc(time.Millisecond, func() {
		expired = true
	})
	time.Sleep(2 * time.Millisecond)
	timer.Stop()
	fmt.Println(expired)
}
