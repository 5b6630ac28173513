//@ find test-failure line=21
package kernel

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestCount(t *testing.T) {
	var wg sync.WaitGroup
	var n atomic.Int32
	go func() {
		wg.Add(1)
		defer wg.Done()
		n.Add(1)
	}()
	// Nothing to wait for, if the goroutine has not begun.
	wg.Wait()
	if got := n.Load(); got != 1 {
		t.Errorf("counted %d", got)
	}
}
