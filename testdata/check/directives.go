// Compiler directives where gc does not take them.

//go:build ignore || !ignore

package p

//go:noinline // fine
func f() {
	s := `
//go:noinline
`
	_ = s
	//go:noinline // ERROR "misplaced compiler directive"
	_ = s /* // */ // //go:nosplit
} //go:nosplit // ERROR "misplaced compiler directive"

/* //go:nosplit is a comment */

//go:unknown is nobody's

//go:nosplit
//go:norace
func g() {}

//go:systemstack // ERROR "//go:systemstack only allowed in runtime"
func h() {}
