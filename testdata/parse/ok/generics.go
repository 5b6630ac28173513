// Type parameters, and array lengths that look like them.
package generics

type (
	A0 [N]int
	A1 [N * M]int
	A2 [N + 1]int
	A3 [pkg.N]int
	A4 [f(x)]int
	A5 [N * (M)]int

	T0[P any]               struct{}
	T1[P, Q any, R ~[]P]    map[P]Q
	T2[P *C,]               int
	T3[P *C | ~string]      int
	T4[P interface{ m() }]  int
	T5[P []E, E any]        int
	T6[P *[]int]            int
	T7[P (C),]              int
	T8[P C[P]]              int
	T9[P pkg.C | *Q, Q any] int

	Alias[P any] = []P
)

func F[P any, Q interface{ ~int | ~string }](p P, qs ...Q) (T0[P], error) {
	x := F[int, string](1, "a")
	var y T1[int, string, []int]
	return T0[P]{}, pkg.F[P](p)[0]
}

func (t *T0[P]) m()               {}
func (t T1[P, _, R]) n(x P) (r R) { return }
func (T0[_]) o()                  {}
func (t T0[P]) conv[Q any](q Q) Q { return q }
func G[S ~[]E, E cmp.Ordered](s S)

var f = F[int]
var g = pkg.G[[]int](nil)
