//@ find goroutine-leak line=9
package kernel

import "testing"

func TestFirst(t *testing.T) {
	results := make(chan int)
	for i := range 2 {
		go func() { results <- i }()
	}
	if n := <-results; n > 1 {
		t.Error(n)
	}
}
