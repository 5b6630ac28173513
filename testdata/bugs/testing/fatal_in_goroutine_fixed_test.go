//@ clean
package kernel

import "testing"

func TestAnswer(t *testing.T) {
	answers := make(chan int)
	go func() {
		defer close(answers)
		n := 42
		if n != 42 {
			t.Error("wrong", n)
			return
		}
		answers <- n
	}()
	<-answers
}
