// Capacities that append gives: gc's size classes, its headers before pointers, and the room it
// takes on the stack for a slice that nothing else sees.
package main

import "fmt"

type pair struct {
	a string
	b int
}

type holder[T any] struct{ list []T }

func grow[T any](n int) {
	h := &holder[T]{}
	all = append(all, h)
	var zero T
	last := -1
	fmt.Printf("%T:", zero)
	for range n {
		h.list = append(h.list, zero)
		if cap(h.list) != last {
			last = cap(h.list)
			fmt.Print(" ", last)
		}
	}
	h.list = nil
	for i := range 12 {
		h.list = append(h.list, make([]T, i)...)
		fmt.Print(" ", cap(h.list))
	}
	fmt.Println()
}

var all []any

func main() {
	grow[int](3000)
	grow[byte](3000)
	grow[int32](3000)
	grow[string](2000)
	grow[[3]byte](2000)
	grow[[5]int](500)
	grow[pair](500)
	grow[struct{}](10)
	grow[any](500)
	grow[*int](2000)

	var own []int
	for i := range 9 {
		own = append(own, i)
		fmt.Print(len(own), ":", cap(own), " ")
	}
	own = own[:len(own)-1]
	fmt.Println(own == nil, own[3])
	var words []string
	for range 5 {
		words = append(words, "x")
		fmt.Print(cap(words), " ")
	}
	for _, w := range words {
		fmt.Print(w)
	}
	fmt.Println()
	var shown []int
	for i := range 5 {
		shown = append(shown, i)
		fmt.Print(cap(shown), shown, " ")
	}
	fmt.Println()
	var three []int
	three = append(three, 1, 2, 3)
	fmt.Println(len(three), cap(three))
}
