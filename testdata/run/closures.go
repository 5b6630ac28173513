// Closures: captured variables, per-iteration loop variables, recursion, function values.
package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func named() (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			result *= 2
		}
	}()
	result = 21
	panic("oops")
}

var global = func() int { return 7 }()

func main() {
	next, reset := counter()
	next()
	next()
	fmt.Println(next())
	reset()
	fmt.Println(next())
	other, _ := counter()
	fmt.Println(other(), global)
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var hs []func()
	for i, s := range []string{"a", "b"} {
		hs = append(hs, func() { fmt.Print(i, s, " ") })
	}
	for i := 0; i < 6; i++ {
		f := func() { i++ }
		f()
		hs = append(hs, func() { fmt.Print(i, " ") })
	}
	for _, h := range hs {
		h()
	}
	fmt.Println()
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	fmt.Println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * x })(4))
	fmt.Println(named())
	x := 1
	func() {
		x := 2
		func() { x++ }()
		fmt.Println(x)
	}()
	fmt.Println(x)
	acc := map[string]func(...int) int{
		"sum": func(xs ...int) (t int) {
			for _, x := range xs {
				t += x
			}
			return
		},
	}
	fmt.Println(acc["sum"](1, 2, 3), acc["sum"]())
	a := [3]int{}
	set := func(i, v int) { a[i] = v }
	set(1, 5)
	fmt.Println(a)
	s := struct{ n int }{1}
	inc := func() { s.n++ }
	inc()
	inc()
	fmt.Println(s, func() bool { return inc != nil }())
	var nilf func()
	fmt.Println(nilf == nil)
	deep := func(a int) func(int) func(int) int {
		return func(b int) func(int) int { return func(c int) int { return a*100 + b*10 + c } }
	}
	fmt.Println(deep(1)(2)(3))
}
