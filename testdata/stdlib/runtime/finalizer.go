package main

//goweave:schedule go

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

type node struct {
	name string
	next *node
	pad  [4]int
}

type named interface{ Name() string }

func (n *node) Name() string { return n.name }
func (n *node) finish() int  { fmt.Println("method", n.name); return 1 }

// gc collects and gives finalizers and cleanups their time.
func gc() {
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
}

func note(n *node) { fmt.Println("finalized", n.name) }

func make5(name string) {
	for i := 0; i < 5; i++ {
		n := &node{name: fmt.Sprint(name, i)}
		runtime.SetFinalizer(n, note)
	}
}

func dependent() {
	a := &node{name: "a"}
	a.next = &node{name: "b", next: &node{name: "c"}}
	runtime.SetFinalizer(a.next.next, note)
	runtime.SetFinalizer(a.next, note)
	runtime.SetFinalizer(a, note)
}

var saved *node

func resurrected() {
	n := &node{name: "lazarus"}
	runtime.SetFinalizer(n, func(n *node) {
		fmt.Println("saved", n.name)
		saved = n
		runtime.SetFinalizer(n, func(n *node) { fmt.Println("and now gone", n.name) })
	})
}

func parameters() {
	type plain struct{ name, more string }
	type pointer *plain
	runtime.SetFinalizer(&plain{"named pointer", ""}, func(p pointer) (int, string) {
		fmt.Println(p.name)
		return 1, "x"
	})
	runtime.SetFinalizer(&node{name: "any"}, func(x any) { fmt.Printf("%T\n", x) })
	runtime.SetFinalizer(&node{name: "interface"}, func(x named) { fmt.Println(x.Name()) })
	runtime.SetFinalizer(&node{name: "expression"}, (*node).finish)
	other := "captured"
	runtime.SetFinalizer(&node{name: "bound"}, func(n *node) { fmt.Println(n.name, other) })
	none := &node{name: "never"}
	runtime.SetFinalizer(none, note)
	runtime.SetFinalizer(none, nil)
	runtime.SetFinalizer(none, nil)
}

func cleanups() {
	for i := 0; i < 4; i++ {
		n := &node{name: fmt.Sprint("clean", i)}
		runtime.AddCleanup(n, func(i int) { fmt.Println("cleanup", i) }, i)
		switch i {
		case 1:
			runtime.AddCleanup(n, func(s string) { fmt.Println("cleanup", s) }, "second")
			runtime.AddCleanup(&n.pad[2], func(s string) { fmt.Println("cleanup", s) }, "inside")
		case 2:
			runtime.SetFinalizer(n, note)
		case 3:
			runtime.AddCleanup(n, func(string) { fmt.Println("not stopped") }, "").Stop()
		}
	}
	var zero runtime.Cleanup
	zero.Stop()
}

func wrong(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func stack() {
	n := &node{name: "stack"}
	runtime.SetFinalizer(n, func(n *node) {
		fmt.Println(runtime.NumGoroutine())
		buf := make([]byte, 1000)
		text := string(buf[:runtime.Stack(buf, false)])
		fmt.Println(strings.Contains(text, "main.stack.func1"), strings.Contains(text, "runtime.runFinalizers()"), strings.Contains(text, "created by"))
	})
}

func main() {
	make5("x")
	gc()
	dependent()
	for range 4 {
		fmt.Println("collect")
		gc()
	}
	resurrected()
	gc()
	gc()
	fmt.Println(saved.name)
	saved = nil
	gc()
	parameters()
	gc()
	cleanups()
	fmt.Println("cleanups")
	gc()
	fmt.Println("again")
	gc()
	gc()
	wrong("nil", func() { runtime.AddCleanup((*int)(nil), func(int) {}, 1) })
	p := &node{}
	wrong("same", func() { runtime.AddCleanup(p, func(*node) {}, p) })
	wrong("within", func() { runtime.AddCleanup(p, func(*int) {}, &p.pad[1]) })
	wrong("closes over", func() { q := p; runtime.AddCleanup(q, func(int) { note(q) }, 1) })
	runtime.KeepAlive(p)
	stack()
	gc()
}
