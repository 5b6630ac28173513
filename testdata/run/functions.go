// Functions: variadic, multiple results, evaluation order, shadowing, recursion, blank names.
package main

import "fmt"

func variadic(prefix string, xs ...any) string { return fmt.Sprint(prefix, len(xs), xs == nil, xs) }
func divmod(a, b int) (q, r int)               { q = a / b; r = a % b; return }
func pass(a int, b int, rest ...int) int       { return a*100 + b*10 + len(rest) }
func unnamed(_ int, _ string) (int, error)       { return 1, nil }

func order(name string, n int) int { fmt.Print(name, " "); return n }

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

type big struct{ a, b, c, d int }

func (x big) sum() int { return x.a + x.b + x.c + x.d }
func mk(n int) big     { return big{n, n + 1, n + 2, n + 3} }

func deep(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + deep(n-1)
}

func main() {
	fmt.Println(variadic("a"), variadic("b", 1, "x"), variadic("c", []any{1, 2}...), variadic("d", nil), variadic("e", []int{1}))
	fmt.Println(divmod(17, 5))
	fmt.Println(pass(divmod(17, 5)))
	_, err := unnamed(1, "x")
	fmt.Println(err)
	arr := []int{0, 0, 0}
	arr[order("index", 1)] = order("value", 2) + order("other", 3)
	m := map[int]int{order("k", 1): order("v", 2)}
	fmt.Println(arr, m, order("x", 1) < order("y", 2))
	fmt.Println(ackermann(2, 3), even(10), odd(7))
	fmt.Println(mk(1).sum(), mk(2), mk(3).c)
	fmt.Println(deep(100000))
	x := 1
	{
		x := x + 1
		x++
		if x := "shadow"; len(x) > 0 {
			fmt.Println(x)
		}
		fmt.Println(x)
	}
	fmt.Println(x)
	a, b := 1, 2
	b, c := 3, 4
	fmt.Println(a, b, c)
	f := func(fs ...func() int) (t int) {
		for _, f := range fs {
			t += f()
		}
		return t
	}
	fmt.Println(f(func() int { return a }, func() int { return b * 10 }))
	var i int
	s := []int{5, 6, 7}
	i, s[i] = 2, s[i+1]
	fmt.Println(i, s)
	p, q := &s[0], s
	*p, q[1], s = 100, 200, nil
	fmt.Println(*p, q, s == nil)
	type rec func(rec, int) int
	fact := func(self rec, n int) int {
		if n < 2 {
			return 1
		}
		return n * self(self, n-1)
	}
	fmt.Println(fact(fact, 10))
	print, len := 5, "shadowed builtin"
	fmt.Println(print, len)
}
