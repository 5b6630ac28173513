// Pointers: to variables, elements, fields; escaping locals; new; pointers to pointers.
package main

import "fmt"

type tree struct {
	left, right *tree
	v           int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{v: v}
	}
	if v < t.v {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree) walk(f func(int)) {
	if t != nil {
		t.left.walk(f)
		f(t.v)
		t.right.walk(f)
	}
}

func counter() *int {
	n := 41
	return &n
}

func swap(a, b *int) { *a, *b = *b, *a }

func main() {
	x, y := 1, 2
	swap(&x, &y)
	fmt.Println(x, y)
	p := counter()
	*p++
	q := p
	fmt.Println(*q, p == q, p == counter())
	pp := &p
	**pp = 5
	fmt.Println(*p)
	s := []int{1, 2, 3}
	e := &s[1]
	*e = 20
	s = append(s, 4)
	*e = 30
	fmt.Println(s[1], *e)
	var t *tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = t.insert(v)
	}
	sum := 0
	t.walk(func(v int) { fmt.Print(v, " "); sum += v })
	fmt.Println(sum)
	b := new(bool)
	*b = !*b
	fmt.Println(*b, *new(string) == "")
	arr := new([3]int)
	arr[1] = 4
	for i, v := range arr {
		fmt.Print(i, v, ";")
	}
	fmt.Println(len(arr))
	var np *tree
	fmt.Println(np == nil, np)
	ptrs := []*int{}
	for i := 0; i < 3; i++ {
		ptrs = append(ptrs, &i)
	}
	for _, p := range ptrs {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	type wrap struct{ arr [4]byte }
	w := &wrap{}
	bp := &w.arr[2]
	*bp = 200
	*bp += 100
	fmt.Println(w.arr, *w)
	var ip any = &x
	if v, ok := ip.(*int); ok {
		*v = 1000
	}
	fmt.Println(x)
}
