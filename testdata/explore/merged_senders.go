//@ executions 6

package main

// Sends of two goroutines merge; what is received when does not matter.
func main() {
	numbers := make(chan int, 4)
	result := make(chan int, 1)
	for p := range 2 {
		go func() {
			for i := range 2 {
				numbers <- 10*p + i
			}
		}()
	}
	go func() {
		sum := 0
		for range 4 {
			sum += <-numbers
		}
		result <- sum
	}()
	if <-result != 22 {
		panic("lost a number")
	}
}
