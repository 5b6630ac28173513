//@ clean
package kernel

import "testing"

func TestEvents(t *testing.T) {
	events := make(chan string, 2)
	go func() {
		defer close(events)
		events <- "begin"
		events <- "end"
	}()
	if e := <-events; e != "begin" {
		t.Error(e)
	}
	for range events {
	}
}
