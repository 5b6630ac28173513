//@ clean
package kernel

import "testing"

func TestDone(t *testing.T) {
	done := false
	finished := make(chan bool)
	go func() {
		done = true
		finished <- true
	}()
	if <-finished; !done {
		t.Error("not yet")
	}
}
