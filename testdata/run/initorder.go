// Package initialization: by dependency, through functions, several init functions.
package main

import "fmt"

var (
	a = c + b
	b = f()
	c = 1
	d = func() int { return say("d", e) }()
	e = say("e", 5)
)

var x, y = pair()
var _ = say("blank", 0)
var table = map[string]func() int{"g": g}
var arr = [...]int{a, b, len(table)}

func f() int {
	c++
	return say("f", c)
}
func g() int { return late }

var late = say("late", 9)

func pair() (int, string) { return say("pair", 3), "y" }

func say(s string, n int) int {
	fmt.Println("init", s, n)
	return n
}

type registry struct{ names []string }

func (r *registry) add(s string) bool { r.names = append(r.names, s); return true }

var reg = &registry{}
var _ = reg.add("first")

func init() { reg.add("init 1"); fmt.Println("init 1", a, b, c) }
func init() { reg.add("init 2"); fmt.Println("init 2") }

func main() {
	fmt.Println(a, b, c, d, e, x, y, arr, table["g"](), reg.names)
}
