//@ find data-race line=11,13 var=done
package kernel

import "testing"

func TestDone(t *testing.T) {
	done := false
	started := make(chan bool)
	go func() {
		started <- true
		done = true
	}()
	if <-started; !done {
		t.Log("not yet")
	}
}
