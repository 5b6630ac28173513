// Embedding: depth, interfaces in structs, promotion through pointers, shadowing, generic bases.
package main

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

type logger struct{ lines []string }

func (l *logger) log(s string) { l.lines = append(l.lines, s) }

type base[T any] struct{ val T }

func (b *base[T]) set(v T) { b.val = v }
func (b base[T]) get() T   { return b.val }

type service struct {
	*logger
	base[string]
	io.Writer
	name string
}

type outer struct {
	service
	name string
}

func (o outer) get() string { return "outer:" + o.service.get() }

type reversed struct{ sort.Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

type a struct{ x int }
type b struct{ x int }
type both struct {
	a
	b
	y int
}

type speaker interface{ speak() string }
type human struct{ n string }

func (h human) speak() string { return h.n + " speaks" }

type robot struct {
	speaker
	id int
}

func main() {
	var sb strings.Builder
	s := service{logger: &logger{}, Writer: &sb, name: "svc"}
	s.log("one")
	s.set("value")
	fmt.Fprint(s, "written")
	o := outer{service: s, name: "out"}
	o.log("two")
	o.set("changed")
	fmt.Println(s.lines, s.get(), o.get(), o.name, o.service.name, sb.String(), o.val)
	xs := []int{3, 1, 2}
	sort.Sort(reversed{sort.IntSlice(xs)})
	fmt.Println(xs)
	sort.Sort(sort.Reverse(sort.Reverse(sort.IntSlice(xs))))
	fmt.Println(xs)
	c := both{a{1}, b{2}, 3}
	c.a.x += 10
	fmt.Println(c.a.x, c.b.x, c)
	r := robot{human{"Bob"}, 7}
	fmt.Println(r.speak())
	var sp speaker = r
	f := sp.speak
	r.speaker = robot{human{"nested"}, 8}
	fmt.Println(f(), r.speak())
	g := (*outer).log
	g(&o, "three")
	fmt.Println(len(s.lines), len(o.lines))
	func() {
		defer func() { fmt.Println(recover()) }()
		robot{}.speak()
	}()
}
