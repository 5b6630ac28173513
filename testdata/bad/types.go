package main

import (
	"fmt"
	"os"
)

type shape interface{ area() float64 }
type dot struct{}

func (d *dot) area() float64 { return 0 }

func two() (int, string) { return 1, "x" }

func missing() int {
	for {
		break
	}
}

func main() {
	var s shape = dot{}
	var n int = "text"
	unused := 1
	a, b := two(), 2
	n.foo()
	undefined(1)
	return 5
	fmt.Println(s, a, b, 1+"x", two())
}
