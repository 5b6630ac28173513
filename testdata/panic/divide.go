// Division by zero in a closure.
package main

func main() {
	f := func(a, b int) int { return a / b }
	println(f(6, 3))
	println(f(1, 0))
}
