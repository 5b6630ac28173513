package main

func two() (int, error) { return 0, nil }

func _() int {
	if 1 { // ERROR "non-boolean condition in if statement"
	}
	for "a" { // ERROR "non-boolean condition in for statement"
	}
	var x int
	x, y = 1, 2 // ERROR "undefined: y"
	x = 1, 2 // ERROR "assignment mismatch: 1 variable but 2 values"
	x, z := two(), 1 // ERROR "declared and not used: z" "multiple-value two() (value of type (int, error)) in single-value context"
	1 = x // ERROR "cannot assign to 1 (neither addressable nor a map index expression)"
	two() = 1 // ERROR "multiple-value two() (value of type (int, error)) in single-value context"
	x++
	"a"++ // ERROR "invalid operation: \"a\"++ (non-numeric type untyped string)"
	x += "a" // ERROR "invalid operation: x += \"a\" (mismatched types int and untyped string)"
	x := 5 // ERROR "no new variables on left side of :="
	switch x {
	case 1, 1: // ERROR "duplicate case 1 (constant of type int) in expression switch"
	case "a": // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	default:
	default: // ERROR "multiple defaults (first at statements.go:23:2)"
	}
	switch t := x.(type) { // ERROR "t declared and not used" "x (variable of type int) is not an interface"
	}
	var e any
	switch t := e.(type) { // ERROR "t declared and not used"
	case int, int: // ERROR "duplicate case int in type switch"
	}
	switch e.(type) {
	case error:
	case undefined: // ERROR "undefined: undefined"
	}
	go x // ERROR "expression in go must be function call"
	defer two // ERROR "expression in defer must be function call"
	go int(x) // ERROR "go requires function call, not conversion int(x) (value of type int)"
	select {
	case x: // ERROR "select case must be send or receive (possibly with assignment)"
	}
	for i := range 3.5 { // ERROR "cannot range over 3.5 (untyped float constant)"
	}
	for i, j := range 10 { // ERROR "declared and not used: i" "range over 10 (untyped int constant) permits only one iteration variable"
	}
	for range two { // ERROR "cannot range over two (value of type func() (int, error)): func must be func(yield func(...) bool): wrong argument count"
	}
	for i, c := range "abc" { // ERROR "declared and not used: i" "declared and not used: c"
	}
	var ch chan int
	for a, b := range ch { // ERROR "declared and not used: a" "range over ch (variable of type chan int) permits only one iteration variable"
	}
	break // ERROR "break is not in a loop, switch, or select"
	continue // ERROR "continue is not in a loop"
	fallthrough // ERROR "fallthrough statement out of place"
	goto L // ERROR "label L not defined"
M:
	for {
		break N // ERROR "break label not defined: N"
		continue M
	}
	return 1, 2 // ERROR "too many return values"
	return // ERROR "not enough return values"
	return "a" // ERROR "cannot use \"a\" (untyped string constant) as int value in return statement"
}

func _() (a int, err error) {
	{
		a := 1
		_ = a
		return // ERROR "result parameter a not in scope at return"
	}
}

func _(f func(yield func(int) bool)) {
	for x := range f {
		_ = x
	}
	for x, y := range f { // ERROR "declared and not used: x" "range over f (variable of type func(yield func(int) bool)) permits only one iteration variable"
	}
}

func _(n int) int {
	switch n {
	case 1:
		return 1
	default:
		panic("no")
	}
}

func _(n int) int {
	for n > 0 {
		return 1
	}
} // ERROR "missing return"

func main() {}
