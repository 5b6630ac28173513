package main

type Number interface {
	~int | ~float64
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T)       { s.items = append(s.items, x) }
func (s *Stack[A, B]) Bad()        {} // ERROR "receiver declares 2 type parameters, but receiver base type declares 1"
func (s Stack) Worse()             {} // ERROR "cannot use generic type Stack[T any] without instantiation"
func (s *Stack[T]) Pop() (x T)     { return }
func Sum[T Number](xs ...T) (t T)  { return }
func Map[T, U any](xs []T, f func(T) U) []U { return nil }
func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }
func Two[A, B any](a A) (b B)      { return }

type MyInt int

func (m MyInt) String() string { return "" }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func _() {
	var s Stack // ERROR "declared and not used: s" "cannot use generic type Stack[T any] without instantiation"
	var t Stack[int, string] // ERROR "declared and not used: t" "too many type arguments for type Stack: have 2, want 1"
	var u Stack[int]
	u.Push("a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to u.Push"
	u.Push(1)
	_ = Sum(1, 2.5)
	_ = Sum("a") // ERROR "string does not satisfy Number (string missing in ~int | ~float64)"
	_ = Sum[string]() // ERROR "string does not satisfy Number (string missing in ~int | ~float64)"
	_ = Sum[int, int]() // ERROR "got 2 type arguments but want 1"
	_ = Sum(MyInt(1))
	_ = Map([]int{1}, func(i int) string { return "" })
	_ = Map([]int{1}, 5) // ERROR "in call to Map, cannot infer U (declared at generics.go:14:13)"
	_ = Keys(map[string]int{})
	_ = Keys([]int{}) // ERROR "in call to Keys, M (type []int) does not satisfy ~map[K]V"
	_ = Two(1) // ERROR "in call to Two, cannot infer B (declared at generics.go:16:13)"
	_ = Two[int, string](1)
	f := Sum // ERROR "declared and not used: f" "cannot use generic function Sum without instantiation"
	var g func(...int) int = Sum // ERROR "declared and not used: g"
	var _ Pair[[]int, int] // ERROR "[]int does not satisfy comparable"
	var _ Number // ERROR "cannot use type Number outside a type constraint: interface contains type constraints"
	_ = Pair[string, int]{Key: 1} // ERROR "cannot use 1 (untyped int constant) as string value in struct literal"
}

func _[T any](x, y T) bool { return x == y } // ERROR "invalid operation: x == y (incomparable types in type set)"
func _[T comparable](x, y T) bool { return x == y }
func _[T Number](x, y T) bool { return x < y }
func _[T any](x T) int { return x.(int) } // ERROR "invalid operation: cannot use type assertion on type parameter value x (variable of type T constrained by any)"
func _[T any](x T) { switch x.(type) {} } // ERROR "cannot use type switch on type parameter value x (variable of type T constrained by any)"
func _[T Number](x T) T { return x + 1.5 } // ERROR "cannot convert 1.5 (untyped float constant) to type T"
func _[T Number](x T) T { return x + 1 }
func _[T any](x T) { x.Foo() } // ERROR "x.Foo undefined (type T has no field or method Foo)"
func _[T interface{ Foo() }](x T) { x.Foo() }
func _[T ~[]E, E any](x T) E { return x[0] }
func _[T []int | string](x T) { _ = x[0] } // ERROR "cannot index x (variable of type T constrained by []int | string)"

type U1 interface{ ~MyInt } // ERROR "invalid use of ~ (underlying type of MyInt is int)"
type U2 interface{ int | ~int } // ERROR "overlapping terms ~int and int"
type Rec[T any] struct{ r *Rec[T] }

func main() {}
