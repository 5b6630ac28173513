//@ find panic text="Fail in goroutine after TestWork has completed"
package kernel

import "testing"

func work() bool { return false }

func TestWork(t *testing.T) {
	go func() {
		if !work() {
			t.Error("work failed")
		}
	}()
}
