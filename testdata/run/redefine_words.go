package main

import "fmt"

type V3 struct {
	a uint64
	p *int
	w uint64
}

func k(s string) (string, bool) { return s + "xyz", true }
func v3(v V3) (V3, bool)        { n := 9; return V3{v.a + 1, &n, v.w + 1}, true }
func sl(v []int) ([]int, bool)  { return append(v, 1, 2, 3), true }
func h(s string) { s, ok := k(s); fmt.Println(s, ok) }
func h2(s []int) { s, ok := sl(s); fmt.Println(s, ok) }
func h3(v V3) { v, ok := v3(v); fmt.Println(v.a, *v.p, v.w, ok) }

func main() {
	s := "a"
	s, ok := k(s)
	fmt.Println(s, ok)
	h("q")
	h2(nil)
	n := 1
	v := V3{1, &n, 2}
	v, ok2 := v3(v)
	fmt.Println(v.a, *v.p, v.w, ok2)
	h3(V3{1, &n, 2})
}
