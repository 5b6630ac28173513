// Constants: iota, typed and untyped, exact arithmetic, implicit repetition.
package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

func (d weekday) String() string { return [...]string{"So", "Mo", "Di", "Mi", "Do"}[d] }

const (
	kb = 1 << (10 * (iota + 1))
	mb
	gb
)

const (
	a, b = iota, iota * 10
	c, d
	e, f
)

const (
	huge  = 1 << 100
	small = huge >> 98
	third = 1.0 / 3
	exact = third * 3
	r     = 'a' + 1
	s     = "con" + "stant"
	yes   = len(s) == 8
	im    = 2i * 2i
	mask  = ^uint8(0)
)

func main() {
	fmt.Println(sunday, monday, tuesday, thursday)
	fmt.Printf("%d %v %s\n", thursday, thursday, thursday)
	fmt.Println(kb, mb, gb)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(small, exact == 1, r, string(rune(r)), s, yes, im, mask)
	var x float32 = 1 << 20
	var y = 7 / 2
	var z = 7 / 2.0
	fmt.Println(x, y, z, huge/(huge-1), 5%3, -5%3)
	const big = 1<<63 - 1
	var i64 int64 = big
	fmt.Println(i64, uint64(1<<64-1), -1<<63)
	const typed int8 = 127
	fmt.Printf("%T %T %T %T %T\n", typed, r, third, im, kb)
	fmt.Println(len([10]int{}), cap([3]string{}), len("héllo"))
}
