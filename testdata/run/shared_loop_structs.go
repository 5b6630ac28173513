//go:build go1.21

package main

import "fmt"

type point struct {
	x, y int
	name string
	more [2]float64
}

func main() {
	points := []point{{1, 2, "a", [2]float64{1, 2}}, {3, 4, "b", [2]float64{3, 4}}}
	var first *point
	for i, p := range points {
		if first == nil {
			first = &p
		}
		fmt.Println(i, p.x, p.y, p.name, p.more)
	}
	fmt.Println(*first)
	for i, p := range points {
		fmt.Println(i, p)
	}
	for k, v := range map[point]point{points[0]: points[1]} {
		fmt.Println(k, v)
	}
	for _, s := range []string{"x", "yy"} {
		fmt.Println(s, len(s))
	}
	for _, e := range []any{1, "two"} {
		fmt.Println(e)
	}
}
