// A deferred nil function panics when it runs, not when it is deferred.
package main

import "fmt"

func f() {
	defer func() { fmt.Println(recover()) }()
	var nothing func()
	defer nothing()
	fmt.Println("after defer")
}

// The results of a function whose closure runs after the return.
func result() (x int) {
	defer func() func() {
		return func() { fmt.Println("x is", x) }
	}()()
	return 42
}

func main() {
	f()
	result()
}
