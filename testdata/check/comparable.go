// -lang=go1.19

package p

func equal[T comparable](a, b T) bool { return a == b }

type Shape interface{ Area() float64 }

var _ = equal[Shape /* ERROR "Shape to satisfy comparable requires go1.20 or later" */]
var _ = equal[any /* ERROR "any to satisfy comparable requires go1.20 or later" */]
var _ = equal[[]int] // ERROR "[]int does not satisfy comparable"
var _ = equal[int]
