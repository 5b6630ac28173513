// An index out of range, two calls deep, with a deferred print.
package main

import "fmt"

//go:noinline
func get(s []int, i int) int {
	return s[i]
}

func outer(i int) int {
	defer fmt.Println("deferred")
	return get([]int{1, 2, 3}, i) + 1
}

func main() {
	fmt.Println(outer(2))
	fmt.Println(outer(5))
}
