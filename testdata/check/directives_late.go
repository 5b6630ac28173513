// Directives at the wrong declaration come last, if nothing else is wrong.

package p

//go:noinline // ERROR "misplaced compiler directive"
type T int

//go:build linux // ERROR "misplaced compiler directive"
var x T

//go:noinline
func f() {}
