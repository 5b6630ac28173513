// Types: spec §Types, with the spots where a type and an expression look alike.
package types

type S struct {
	a, b int `json:"a"`
	c    [4]int
	d    []int "tag"
	T
	*U
	pkg.V
	*pkg.W[int]
	X[int]
	Y[int, []string]
	z        [n]T
	f        func(x int) (y int)
	anon     struct{ i interface{} }
	p, q     map[string]*[2]chan int
	embedded int; last int
}

type I interface {
	m()
	n(x int) (y, z int)
	o() func()
	E
	pkg.E
	G[int]
	~int | ~string | *T
	interface{ ~[]byte }
	(int)
}

type (
	C1 chan int
	C2 chan<- int
	C3 <-chan int
	C4 chan<- chan int
	C5 chan (<-chan int)
	C6 chan<- <-chan int
	C7 <-chan <-chan int
	C8 chan chan<- int
	P  **(T)
	M  map[[2]string]func(...int) map[int]bool
)

func f(a [n]int, b []T, c G[int], d pkg.T) {}
func g(int, []int, [n]int, pkg.G[int], func(), ...T)
func h([]int, map[int]int, chan int, <-chan int, *T, struct{}, interface{}, (T)) (T)
func i() (a []int, b chan int)
func j() <-chan func() []int
