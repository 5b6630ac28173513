// Package synctest tests concurrent code on a clock of its own.
package synctest

import (
	"internal/synctest"
	"testing"
	"time"
)

// Test runs f in a new bubble.
func Test(t *testing.T, f func(*testing.T)) {
	var ok bool
	synctest.Run(func() { ok = synctest.Test(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait waits until all other goroutines of the bubble are blocked.
func Wait() { synctest.Wait() }

// Sleep sleeps and then waits until all other goroutines of the bubble are blocked.
func Sleep(d time.Duration) {
	time.Sleep(d)
	Wait()
}
