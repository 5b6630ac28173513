// Range clauses: which expressions are evaluated, and in which order variables are assigned.
package main

import "fmt"

var calls int

func array() [3]int {
	calls++
	return [3]int{4, 5, 6}
}

func pointer() *[3]int {
	calls++
	return nil
}

func main() {
	for i := range array() {
		fmt.Print(i, " ")
	}
	for range pointer() {
		fmt.Print("x ")
	}
	fmt.Println(calls)

	x := []int{10, 20}
	i := 1
	for i, x[i] = range []int{99} {
		break
	}
	fmt.Println(i, x)
}
