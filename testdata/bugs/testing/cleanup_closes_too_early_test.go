//@ find panic text="send on closed channel"
package kernel

import "testing"

func TestEvents(t *testing.T) {
	events := make(chan string, 2)
	t.Cleanup(func() { close(events) })
	go func() {
		events <- "begin"
		events <- "end"
	}()
	if e := <-events; e != "begin" {
		t.Error(e)
	}
}
