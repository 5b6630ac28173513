package main

import (
	"fmt"
	"hash/maphash"
	"math"
	"structs"
)

type pair struct {
	a int
	b any
	s string
	_ structs.HostLayout
}

func same[T comparable](name string, x, y T) {
	seed := maphash.MakeSeed()
	var h, g maphash.Hash
	h.SetSeed(seed)
	g.SetSeed(seed)
	maphash.WriteComparable(&h, x)
	maphash.WriteComparable(&g, y)
	var c maphash.ComparableHasher[T]
	var i maphash.Hasher[T] = c
	i.Hash(&h, x)
	c.Hash(&g, y)
	fmt.Println(name, maphash.Comparable(seed, x) == maphash.Comparable(seed, y), h.Sum64() == g.Sum64(), i.Equal(x, y))
}

func main() {
	same("int", 1, 1)
	same("other int", 1, 2)
	same("string", "ab", "a"+string('b'))
	same("zeros", 0.0, math.Copysign(0, -1))
	same("nan", math.NaN(), math.NaN())
	same[any]("types", 1, int64(1))
	same[any]("nil", nil, nil)
	same("struct", pair{1, "x", "y", structs.HostLayout{}}, pair{1, "x", "y", structs.HostLayout{}})
	same("shifted", [2]string{"ab", "c"}, [2]string{"a", "bc"})
	p, q := new(int), new(int)
	same("pointer", p, p)
	same("pointers", p, q)
	same("complex", complex(1, 0), complex(1, math.Copysign(0, -1)))
	c := make(chan int)
	same("chan", c, c)
	same("array", [3]bool{true, false, true}, [3]bool{true, false, true})
	defer func() { fmt.Println(recover()) }()
	maphash.Comparable[any](maphash.MakeSeed(), []int{1})
}
