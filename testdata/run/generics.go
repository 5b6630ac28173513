// Generics: constraints, inference, methods, instances, embedded and recursive types.
package main

import (
	"cmp"
	"fmt"
	"sort"
	"strings"
)

type number interface {
	~int | ~int8 | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapped[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

func keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	var out []K
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) push(v T) *list[T] {
	l.head = &node[T]{v, l.head}
	l.size++
	return l
}

func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

type stringer interface{ String() string }
type id int

func (i id) String() string { return fmt.Sprintf("#%d", int(i)) }

func join[T stringer](xs []T) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, x.String())
	}
	return strings.Join(parts, ",")
}

type setter[T any] interface {
	*T
	set(string)
}
type conf struct{ v string }

func (c *conf) set(s string) { c.v = s }

func build[T any, P setter[T]](s string) T {
	var t T
	P(&t).set(s)
	return t
}

type ordered[K cmp.Ordered, V any] struct {
	m map[K]V
	k []K
}

func newOrdered[K cmp.Ordered, V any]() *ordered[K, V] { return &ordered[K, V]{m: map[K]V{}} }
func (o *ordered[K, V]) put(k K, v V) {
	if _, ok := o.m[k]; !ok {
		o.k = append(o.k, k)
	}
	o.m[k] = v
}

func zero[T any]() (z T)              { return }
func ptr[T any](x T) *T               { return &x }
func equal[T comparable](a, b T) bool { return a == b }
func typeName[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case []T:
		return "slice"
	}
	return fmt.Sprintf("%T", x)
}

type myInt int
type vec[T number] []T

func (v vec[T]) dot(w vec[T]) (t T) {
	for i := range v {
		t += v[i] * w[i]
	}
	return
}

type alias[T any] = map[string]T

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[int8](100, 100), sum[myInt](3, 4), sum[int]())
	strs := mapped([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) })
	fmt.Println(strs, reduce(strs, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(keys(map[string]bool{"b": true, "a": false}), keys(map[float64]int{2: 1, 1: 1}))
	var l list[string]
	l.push("a").push("b")
	l.each(func(s string) { fmt.Print(s, " ") })
	fmt.Println(l.size, join([]id{1, 2}))
	fmt.Println(build[conf]("hello"))
	o := newOrdered[string, []int]()
	o.put("z", []int{1})
	o.put("a", nil)
	o.put("z", []int{2})
	fmt.Println(o.k, o.m)
	fmt.Println(zero[int](), zero[string]() == "", zero[*int]() == nil, *ptr(5), *ptr("s"))
	fmt.Println(equal(1, 1), equal("a", "b"), equal(struct{ a int }{1}, struct{ a int }{1}), equal[any](1, "x"))
	fmt.Println(typeName(1), typeName("s"), typeName(myInt(1)), typeName(l), typeName(vec[float64]{}))
	fmt.Println(vec[int]{1, 2, 3}.dot(vec[int]{4, 5, 6}), vec[float64]{0.5}.dot(vec[float64]{4}))
	f := sum[float64]
	g := mapped[string, int]
	fmt.Println(f(1, 2.5), g([]string{"a", "bb"}, func(s string) int { return len(s) }))
	var a alias[int] = map[string]int{"k": 1}
	fmt.Printf("%v %T %T\n", a, l, o)
	nested := list[list[int]]{}
	nested.push(list[int]{}).push(*new(list[int]).push(7))
	nested.each(func(x list[int]) { fmt.Print(x.size, " ") })
	fmt.Println(max(sum(1, 2), 2), cmp.Compare("a", "b"))
}
