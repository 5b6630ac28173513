package p
type T[P *C,] struct{ a, b int `x:"y"` }
func f() { L: for i := range 10 { if x := (T{}); x == nil { break L } } }
