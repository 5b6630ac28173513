//@ find deadlock line=15
package kernel

import "testing"

func TestAnswer(t *testing.T) {
	answers := make(chan int)
	go func() {
		if n := 41; n != 42 {
			// Ends this goroutine only: nobody sends.
			t.Fatal("wrong", n)
		}
		answers <- 42
	}()
	<-answers
}
