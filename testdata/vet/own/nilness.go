// Package main uses what is nil.
package main

import "fmt"

type node struct {
	next  *node
	value int
}

type shape interface{ area() int }

func load() int {
	var p *int
	return *p
}

func field(n *node) int {
	if n == nil {
		return n.value
	}
	if n != nil {
		return 1
	}
	return 0
}

func maps() {
	var m map[string]int
	fmt.Println(m["fine"], len(m))
	m["x"] = 1
	m = make(map[string]int)
	m["x"] = 2
}

func slices() int {
	var s []int
	if len(s) == 0 {
		s = append(s, 1)
	}
	var t []int
	return s[0] + t[0]
}

func calls() {
	var f func()
	f()
	var s shape
	s.area()
	f = func() {}
	f()
}

func conditions(p *node, err error) {
	if p != nil && p.next == nil || p == nil {
		fmt.Println("fine")
	}
	if p == nil || p.value > 1 {
		fmt.Println("fine")
	}
	if p == nil && p.value > 1 {
		fmt.Println("wrong")
	}
	if err != nil {
		return
	}
	if err != nil {
		fmt.Println("never")
	}
}

func loops(list []*node) (last *node) {
	var p *node
	for _, n := range list {
		if p != nil {
			fmt.Println(p.value)
		}
		p = n
	}
	for last == nil {
		last = p
	}
	return last
}

func captured() int {
	var p *node
	set := func() { p = &node{} }
	set()
	return p.value
}

func address() int {
	var p *node
	fill(&p)
	return p.value
}

func fill(p **node) { *p = &node{} }

func typed() error {
	var p *problem
	var err error = p
	if err == nil {
		return nil
	}
	return err
}

type problem struct{}

func (*problem) Error() string { return "problem" }

func recovers() {
	defer func() { _ = recover() }()
	var m map[string]int
	m["x"] = 1
}

func switched(x any) {
	var err error
	switch x.(type) {
	case int:
		err = &problem{}
	}
	if err != nil {
		fmt.Println(err)
	}
}

func main() {
	load()
	field(nil)
	maps()
	slices()
	calls()
	conditions(nil, nil)
	loops(nil)
	captured()
	address()
	_ = typed()
	recovers()
	switched(1)
}
