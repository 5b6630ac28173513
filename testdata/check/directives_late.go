// Directives at the wrong declaration come last, if nothing else is wrong.

package p

//go:noinline // ERROR "misplaced compiler directive"
type T int

//go:build linux // ERROR "misplaced compiler directive"
var x T

type (
	//go:nosplit // ERROR "misplaced compiler directive"
	U int
)

//go:embed a.txt // ERROR "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)"
var y string

var (
	//go:embed a.txt // ERROR "go:embed requires import"
	z string
)

//go:embed a.txt // ERROR "misplaced go:embed directive"
type V int

//go:noinline
func f() {
	//go:noinline // ERROR "misplaced compiler directive"
	const c = 1
	//go:embed a.txt // ERROR "go:embed requires import"
	var x string
	_ = x
}

func h() // ERROR "missing function body"
