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

func k() {
	//go:noinline
	var x int // a declaration: said late
	//go:embed a.txt // ERROR "misplaced go:embed directive"
	x = 1
	_ = x
}

//go:embed a.txt // ERROR "misplaced go:embed directive"

// ends nothing
var (
	y int
)

//go:linkname
//go:linkname a b c // ERROR "usage: //go:linkname localname [linkname]"
//go:cgo_unsafe // ERROR "//go:cgo_unsafe // ERROR"
//go:systemstack // ERROR "//go:systemstack only allowed in runtime"
func h() {}
