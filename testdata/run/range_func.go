// Range over integers and functions; break, continue, return, defer and labels inside.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[end]")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(s []string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, x := range s {
			if !yield(i, x) {
				return
			}
		}
	}
}

func find(n int) (string, bool) {
	for i := range count(100) {
		if i == n {
			return fmt.Sprint("found ", i), true
		}
	}
	return "", false
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) all() iter.Seq[int] {
	return func(yield func(int) bool) { t.push(yield) }
}

func (t *tree) push(yield func(int) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.v) && t.r.push(yield)
}

func filter[T any](seq iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for x := range seq {
			if keep(x) && !yield(x) {
				return
			}
		}
	}
}

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
	}
	var n8 int8 = 3
	for i := range n8 {
		fmt.Printf("%T%d ", i, i)
	}
	fmt.Println()
	for i := range count(10) {
		if i == 1 {
			continue
		}
		if i == 4 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println(find(3))
	for i, s := range pairs([]string{"a", "b"}) {
		defer fmt.Println("deferred", i, s)
	}
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	for v := range t.all() {
		fmt.Print(v, " ")
	}
	for v := range filter(t.all(), func(x int) bool { return x%2 == 0 }) {
		fmt.Print("even", v, " ")
	}
	fmt.Println()
	next, stop := iter.Pull(t.all())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"z": 1, "y": 2})), slices.Collect(t.all()))
	for range count(2) {
		fmt.Print("x")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		for i := range count(3) {
			if i == 1 {
				panic("in the body")
			}
		}
	}()
	for i, x := range slices.Backward([]int{1, 2, 3}) {
		fmt.Print(i, x, " ")
	}
	fmt.Println()
}
