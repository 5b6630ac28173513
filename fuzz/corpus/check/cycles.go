package p
type T[P any] struct{ f *T[T[P]] }
type A = []A
func f[P interface{ *Q }, Q any]() { f[P]() }
