package main

import "fmt"

type Box[T any] struct{ v T }

func (b Box[T]) Map[U any](f func(T) U) Box[U] { return Box[U]{f(b.v)} }
func (b *Box[T]) Put[K comparable](m map[K]T, k K) { m[k] = b.v }

type S struct{}

func (S) Conv[A, B ~int | ~string](a A) (r B) { fmt.Printf("%T->%T\n", a, r); return }

type inner struct{ X, Y int }
type outer struct {
	inner
	Z int
}

func main() {
	b := Box[int]{21}
	fmt.Println(b.Map(func(i int) string { return fmt.Sprint(i * 2) }))
	m := map[string]int{}
	b.Put(m, "a")
	fmt.Println(m)
	f := S{}.Conv[int, string]
	f(3)
	S{}.Conv[string, int]("x")
	g := b.Map[float64]
	fmt.Println(g(func(i int) float64 { return float64(i) / 2 }))
	fmt.Println(outer{X: 1, Z: 3}, &outer{Y: 2})
}
