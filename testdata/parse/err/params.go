package p

func a(x int, y) {}
func b(x, y int, string) {}
func c(x ...int, y int) {}
func d() (x ...int) {}
func e(x ...) {}
func g[](x int) {}
func h[P, Q](x P) {}
func i[int | string](x int) {}
func j(x int y int) {}
type T[P any, Q] int
type I interface {
	m[P any]()
	n[]()
	x int
}
type S struct {
	(T)
	*(T)
	(*T)
	x [4,]int
	1
	a int 5
}
var f = func[P any]() {}
