// Slices: append, aliasing, full slice expressions, copy, clear, nil and empty.
package main

import "fmt"

func main() {
	var s []int
	fmt.Println(s == nil, len(s), cap(s), s)
	for i := range 10 {
		s = append(s, i*i)
	}
	fmt.Println(s, len(s), cap(s))
	t := s[2:5]
	fmt.Println(t, len(t), cap(t))
	t = append(t, -1)
	fmt.Println(s[5], t)
	u := s[2:5:5]
	u = append(u, -2)
	fmt.Println(s[5], u, cap(s[2:5:7]))
	n := copy(s[1:], s)
	fmt.Println(n, s)
	s = append(s[:2], s[4:]...)
	fmt.Println(s)
	s = append([]int{0}, s...)
	s = append(s, s...)
	fmt.Println(len(s), s[:3])
	clear(s[:2])
	fmt.Println(s[:4])
	m := make([][]string, 2, 4)
	m[0] = []string{"a"}
	m = append(m, []string{"b", "c"}, nil)
	fmt.Println(m, len(m), m[3] == nil, len(m[1]))
	e := []int{}
	fmt.Println(e == nil, e, len(e[0:]), append(e) == nil, append([]int(nil)) == nil)
	lit := []string{3: "d", "e", 0: "a"}
	fmt.Printf("%q %d\n", lit, len(lit))
	b := make([]byte, 3, 10)
	b = append(b, "xyz"...)
	b = append(b, 'q', 10)
	fmt.Println(b, string(b[3:6]))
	type node struct {
		name string
		kids []*node
	}
	root := &node{"root", []*node{{"a", nil}, {name: "b", kids: []*node{{name: "c"}}}}}
	var walk func(*node, int)
	walk = func(n *node, depth int) {
		fmt.Printf("%*s%s\n", depth*2, "", n.name)
		for _, k := range n.kids {
			walk(k, depth+1)
		}
	}
	walk(root, 0)
	x := []int{1, 2, 3}
	for i, v := range x {
		if i == 0 {
			x = append(x, 4)
			x[1] = 20
		}
		fmt.Print(v, " ")
	}
	fmt.Println(x)
	i := 0
	i, x[i] = 2, 77
	fmt.Println(i, x)
	x[0], x[2] = x[2], x[0]
	fmt.Println(x, x[len(x)-1], cap(make([]struct{}, 5)))
}
