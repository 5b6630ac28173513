// Much garbage of all shapes, with live data that must survive.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type node struct {
	l, r *node
	name string
	data []int
	m    map[string]*node
	any  any
}

func build(depth int) *node {
	if depth == 0 {
		return nil
	}
	n := &node{l: build(depth - 1), r: build(depth - 1), name: strings.Repeat("x", depth)}
	n.data = make([]int, depth)
	for i := range n.data {
		n.data[i] = depth * i
	}
	n.m = map[string]*node{"l": n.l, "r": n.r}
	n.any = n.data
	return n
}

func (n *node) check() int {
	if n == nil {
		return 0
	}
	if n.m["l"] != n.l || n.m["r"] != n.r {
		panic("map lost a node")
	}
	t := len(n.name)
	for _, x := range n.any.([]int) {
		t += x
	}
	return t + n.l.check() + n.r.check()
}

func main() {
	keep := build(6)
	want := keep.check()
	for i := range 20 {
		_ = build(4)
		if i%5 == 0 {
			runtime.GC()
		}
		if keep.check() != want {
			panic("changed")
		}
	}
	s := ""
	for i := range 100 {
		s += fmt.Sprint(i)
	}
	c := make(chan *node, 3)
	fs := []func() int{}
	for range 3 {
		n := build(3)
		c <- n
		fs = append(fs, func() int { return n.check() })
	}
	runtime.GC()
	t := 0
	for _, f := range fs {
		t += f() + (<-c).check()
	}
	m := map[string][]string{}
	for i := range 200 {
		k := fmt.Sprint("k", i%17)
		m[k] = append(m[k], strings.ToUpper(k))
		if i%3 == 0 {
			delete(m, fmt.Sprint("k", i%13))
		}
	}
	runtime.GC()
	n := 0
	for k, v := range m {
		for _, x := range v {
			if x != strings.ToUpper(k) {
				panic(x)
			}
			n++
		}
	}
	inner := &keep.data[3]
	keep = nil
	runtime.GC()
	var e any = struct {
		p *int
		s string
	}{inner, s[:5]}
	runtime.GC()
	fmt.Println(want, len(s), t, len(m), n, *inner, e.(struct {
		p *int
		s string
	}).s)
}
