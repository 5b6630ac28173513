//@ clean
package kernel

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestCount(t *testing.T) {
	var wg sync.WaitGroup
	var n atomic.Int32
	wg.Add(1)
	go func() {
		defer wg.Done()
		n.Add(1)
	}()
	wg.Wait()
	if got := n.Load(); got != 1 {
		t.Errorf("counted %d", got)
	}
}
