//@ clean

// The variable is atomic, and main waits for the function.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var expired atomic.Bool
	fired := make(chan struct{})
	timer := time.AfterFunc(time.Millisecond, func() {
		expired.Store(true)
		close(fired)
	})
	<-fired
	timer.Stop()
	fmt.Println(expired.Load())
}
