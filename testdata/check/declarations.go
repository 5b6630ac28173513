package main

import (
	"fmt"
	"os" // ERROR "\"os\" imported and not used"
)

type T struct{ x int }

type T int // ERROR "T redeclared in this block"

const a, b = 1 // ERROR "missing init expr for b"

const c int = "text" // ERROR "cannot use \"text\" (untyped string constant) as int value in constant declaration"

var v, w = 1, 2, 3 // ERROR "extra init expr 3"

var u = undefinedName // ERROR "undefined: undefinedName"

var n = nil // ERROR "use of untyped nil in variable declaration"

type Loop struct{ l Loop } // ERROR "invalid recursive type: Loop refers to itself"

type A B // ERROR "invalid recursive type A"
type B A

var p = q // ERROR "initialization cycle for p"
var q = p

var f1 = f2() // ERROR "initialization cycle for f1"

func f2() int { return f1 }

func (t T) x() {} // ERROR "field and method with the same name x"

func (t T) m() {}
func (t *T) m() {} // ERROR "method T.m already declared at declarations.go:36:12"

func (i int) m() {} // ERROR "cannot define new methods on non-local type int"

func init() int { return 0 } // ERROR "func init must have no arguments and no return values"

func missing() int {
	for {
		break
	}
} // ERROR "missing return"

func unused() {
	var a int // ERROR "declared and not used: a"
	b := 2 // ERROR "declared and not used: b"
	c, d := 1, 2 // ERROR "declared and not used: c"
	_ = d
	a = 3
	var e, f int = 1, 2 // ERROR "declared and not used: e"
	func() { e = f }()
}

func redeclared(a int) {
	var a int // ERROR "a redeclared in this block"
	x := 1 // ERROR "declared and not used: x"
	x := 2 // ERROR "no new variables on left side of :="
	x, y := 3, 4
	_ = y
	const k = len(os2) // ERROR "undefined: os2"
}

const big = 1 << 1000 // ERROR "constant shift overflow"
const huge = big * big
const neg uint8 = -1 // ERROR "cannot use -1 (untyped int constant) as uint8 value in constant declaration (overflows)"
const div = 1 / 0 // ERROR "invalid operation: division by zero"

type I interface {
	m()
	m() // ERROR "duplicate method m"
}

func main() {
	const x = 10
	var s []int = x // ERROR "cannot use x (untyped int constant 10) as []int value in variable declaration"
	fmt.Println(s, big)
}
