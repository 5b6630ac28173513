//@ find data-race line=12 var=calls
package kernel

import "testing"

var calls int

func TestCalls(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls++
		})
	}
}
