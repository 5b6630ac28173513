// Interfaces: dynamic types, assertions, type switches, embedding, nil, comparison.
package main

import (
	"errors"
	"fmt"
)

type shape interface {
	area() float64
	perimeter() float64
}

type named interface{ name() string }

type namedShape interface {
	shape
	named
}

type square struct{ side float64 }
type circle struct{ r float64 }

func (s square) area() float64      { return s.side * s.side }
func (s square) perimeter() float64 { return 4 * s.side }
func (s square) name() string       { return "square" }
func (c *circle) area() float64     { return 3 * c.r * c.r }
func (c *circle) perimeter() float64 {
	return 6 * c.r
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func fail(n int) error {
	var e *myErr
	if n > 0 {
		e = &myErr{n}
		return e
	}
	if n < 0 {
		return e
	}
	return nil
}

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice of ", len(v))
	case error:
		return "error " + v.Error()
	case shape:
		return fmt.Sprint("shape ", v.area())
	case func() int:
		return fmt.Sprint("func ", v())
	case fmt.Stringer:
		return "stringer " + v.String()
	case struct{ a int }:
		return fmt.Sprint("struct ", v.a)
	case chan int, map[string]int:
		return fmt.Sprintf("%T", v)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type str string

func (s str) String() string { return "<" + string(s) + ">" }

func main() {
	shapes := []shape{square{2}, &circle{1}}
	for _, s := range shapes {
		_, isNamed := s.(named)
		fmt.Println(s.area(), s.perimeter(), isNamed)
	}
	var ns namedShape = square{3}
	var s shape = ns
	fmt.Println(ns.name(), s.area(), s == square{3}, s != shapes[0])
	sq, ok := s.(square)
	_, no := s.(*circle)
	fmt.Println(sq, ok, no)
	fmt.Println(fail(0) == nil, fail(-1) == nil, fail(3))
	var target *myErr
	fmt.Println(errors.As(fmt.Errorf("wrap: %w", fail(4)), &target), target.code)
	for _, x := range []any{nil, 1, int64(2), "x", []int{1}, errors.New("e"), square{1}, func() int { return 9 }, str("q"), struct{ a int }{5}, make(chan int), map[string]int{}, 1.5, [2]int{}, &sq} {
		fmt.Println(kind(x))
	}
	var a, b any = 1, 1
	var c any = int8(1)
	fmt.Println(a == b, a == c, a == 1, c == int8(1), a != nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(any([]int{1}) == any([]int{1}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(s.(*circle).r)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e any = "text"
		fmt.Println(e.(int))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e any
		fmt.Println(e.(fmt.Stringer))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e any = 5
		fmt.Println(e.(fmt.Stringer))
	}()
	m := map[any]int{square{1}: 1, "a": 2}
	fmt.Println(m[square{1}], m[any("a")])
}
