// In an assignment to several places, each is checked when its turn comes.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type empty struct{}

func main() {
	m := map[int]int{}
	var p []int
	try(func() { m[2], p[1] = 3, 4 })
	fmt.Println(m)
	s := []int{1, 2, 3}
	i := 0
	i, s[i] = 2, 9
	fmt.Println(i, s)
	s[0], s[1], s[2] = s[2], s[0], s[1]
	fmt.Println(s)
	var e *empty
	try(func() { fmt.Println(any(*e)) })
}
