//@ clean
package kernel

import "testing"

func work() bool { return true }

func TestWork(t *testing.T) {
	done := make(chan bool)
	go func() {
		defer close(done)
		if !work() {
			t.Error("work failed")
		}
	}()
	<-done
}
