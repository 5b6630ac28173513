//@ clean
package kernel

import (
	"sync/atomic"
	"testing"
)

var calls atomic.Int32

func TestCalls(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls.Add(1)
		})
	}
}
