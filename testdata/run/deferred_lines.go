// Where a deferred call is in stacks: at the return statement, if the compiler copies the few
// deferred calls of a function to each of them, otherwise at the closing brace.
package main

import (
	"fmt"
	"runtime"
)

//go:noinline
func where(name string) {
	_, _, line, _ := runtime.Caller(1)
	fmt.Println(name, line)
}

//go:noinline
func two(n int) int {
	defer where("two")
	if n > 0 {
		return n
	}
	return -n
}

//go:noinline
func named(n int) (err error) {
	defer func() {
		_, _, line, _ := runtime.Caller(1)
		fmt.Println("named", line, err)
	}()
	if n > 0 {
		return fmt.Errorf("n is %d", n)
	}
	return
}

//go:noinline
func end(n int) {
	defer where("end")
	if n > 0 {
		return
	}
	n++
}

//go:noinline
func loop(n int) int {
	for range 2 {
		defer where("loop")
	}
	if n > 0 {
		return n
	}
	return -n
}

//go:noinline
func fifteen(n int) int {
	defer where("fifteen")
	defer where("fifteen")
	defer where("fifteen")
	switch {
	case n == 0:
		return n + 1
	case n == 1:
		return n * 2
	case n == 2:
		return n - 3
	case n == 3:
		return n / 4
	}
	return 5
}

//go:noinline
func sixteen(n int) int {
	defer where("sixteen")
	defer where("sixteen")
	defer where("sixteen")
	defer where("sixteen")
	switch {
	case n == 0:
		return n + 1
	case n == 1:
		return n * 2
	case n == 2:
		return n - 3
	}
	return 4
}

//go:noinline
func eight() int {
	defer where("eight")
	defer where("eight")
	defer where("eight")
	defer where("eight")
	defer where("eight")
	defer where("eight")
	defer where("eight")
	defer where("eight")
	return 1
}

//go:noinline
func nine() int {
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	defer where("nine")
	return 1
}

//go:noinline
func maybe(n int) int {
	if n > 0 {
		defer where("maybe")
	}
	for i := range 3 {
		if i == n {
			return i
		}
	}
	return n
}

//go:noinline
func inClosure(n int) {
	func() {
		defer where("closure")
		if n > 0 {
			return
		}
		n++
	}()
	defer where("outer")
	return
}

//go:noinline
func onTheWay(n int) int {
	defer where("on the way")
	if n > 0 {
		return two(n) +
			two(-n)
	}
	return 0
}

func main() {
	for _, n := range []int{1, 0} {
		two(n)
		named(n)
		end(n)
		loop(n)
		fifteen(n)
		sixteen(n)
		maybe(n)
		inClosure(n)
		onTheWay(n)
	}
	eight()
	nine()
	defer where("main")
}
