// Arrays: values, comparison, nesting, literals with keys, ranges over copies.
package main

import "fmt"

type grid [2][3]int

func change(a [3]int) [3]int {
	a[0] = 100
	return a
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a == [3]int{1, 2, 3}, change(a), a)
	c := [...]string{2: "two", 0: "zero", 4: "four"}
	fmt.Println(len(c), c, fmt.Sprintf("%q", c))
	var g grid
	g[1][2] = 7
	h := g
	h[0] = [3]int{1, 1, 1}
	fmt.Println(g, h, g != h, len(g), len(g[0]))
	for i, x := range a {
		a[2] = 50
		fmt.Print(i, x, " ")
	}
	fmt.Println(a)
	for i, x := range &a {
		a[2] = 60
		fmt.Print(i, x, " ")
	}
	fmt.Println()
	p := &a
	p[0] = 9
	for i := range p {
		p[i]++
	}
	fmt.Println(a, len(p), p[1:], cap(a[:1]))
	type point struct{ x, y int }
	pts := [2]point{{1, 2}, {3, 4}}
	pts[0].x = 10
	q := &pts[1]
	q.y = 40
	fmt.Println(pts, pts == [2]point{{10, 2}, {3, 40}})
	m := map[[2]int]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(m[[2]int{3, 4}], m[[2]int{9, 9}] == "")
	var e [0]int
	fmt.Println(e, len(e))
	i := 2
	arrs := [][2]int{{1, 2}, {3, 4}}
	arrs[1][i-1] = 5
	fmt.Println(arrs)
	bs := [4]byte{1, 2, 3, 4}
	bs[3] += 254
	fmt.Println(bs, [2]bool{true}, [2]float32{1.5}, [...]rune{'a': 1}['a'])
	s := []int{1, 2, 3, 4}
	arr := [4]int(s)
	ptr := (*[2]int)(s)
	ptr[0] = 11
	fmt.Println(arr, s, *ptr)
}
