// What the parser says without calling it a syntax error leaves the rest to be checked.

package p

var s []int

var _ = s[1::3] // ERROR "middle index required in 3-index slice"
var _ = s[1:2:] // ERROR "final index required in 3-index slice"

type T struct{}

func () lost() {} // ERROR "method has no receiver"
func (T, T) twice() {} // ERROR "method has multiple receivers"

func spread(a ...int, b int) {} // ERROR "can only use ... with final parameter"
func answer() (...int) // ERROR "invalid use of ..."

func run(c chan int) {
	go ( /* ERROR "expression in go must not be parenthesized" */ spread(1, 2))
	defer (len /* ERROR "expression in defer must be function call" */ ) // ERROR "expression in defer must not be parenthesized"
	for a, b, d := range s { // ERROR "range clause permits at most two iteration variables"
		_, _ = a, b
		_ = d // ERROR "undefined: d"
	}
	for a, b, d = range c { // ERROR "range over c (variable of type chan int) permits only one iteration variable" "undefined: a"
	}
	var x string = 1 // ERROR "cannot use 1 (untyped int constant) as string value in variable declaration"
	_ = x + 0x // ERROR "hexadecimal literal has no digits"
}
