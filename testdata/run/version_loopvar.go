//go:build go1.21

// Loop variables before Go 1.22: one for all iterations. The build line sets the language.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, s := range []int{10, 20} {
		fs = append(fs, func() int { return s })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
