//@ executions 3

package main

import (
	"runtime"
	"sync/atomic"
)

// A loop that waits for a flag: it looks before the store, or after it; looking a third time is as the second.
func main() {
	var ready atomic.Bool
	go ready.Store(true)
	for !ready.Load() {
		runtime.Gosched()
	}
}
