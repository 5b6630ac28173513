//@ clean
package kernel

import "testing"

func TestFirst(t *testing.T) {
	results := make(chan int, 2)
	for i := range 2 {
		go func() { results <- i }()
	}
	for range 2 {
		if n := <-results; n > 1 {
			t.Error(n)
		}
	}
}
