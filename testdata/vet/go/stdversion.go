//go:build go1.21

package main

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

type old struct {
	reflect.Value
	all iter.Seq[int]
}

func bench(b *testing.B) {
	for b.Loop() {
	}
	b.Context()
}

func main() {
	s := []int{1}
	slices.Sort(s)
	slices.Sorted(slices.Values(s))
	_ = slices.Concat[[]int]
	maps.Keys(map[int]int{})
	fmt.Println(strings.Lines("x"), rand.IntN(3))
	var v old
	_ = v.Value.Seq
	_ = v.Seq2
	_ = reflect.TypeFor[int]()
	_ = reflect.Value.CanConvert
	var n atomic.Int32
	n.And(1)
	n.Add(1)
	_ = strings.Cut
}
