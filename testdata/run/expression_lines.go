// The lines of panics in expressions of several lines.

package main

import (
	"fmt"
	"runtime"
	"strings"
)

type T struct{ p *T; n int; m map[string]int; e error; f func() int }

var i = 10
var z = 0
var sink any
var tp *T
var ip *int
var a []int
var ar [3]int
var e any = "x"
var np func()

func where(name string, f func()) {
	defer func() {
		r := recover()
		pcs := make([]uintptr, 30)
		n := runtime.Callers(0, pcs)
		fr := runtime.CallersFrames(pcs[:n])
		for {
			x, more := fr.Next()
			if strings.HasPrefix(x.Function, "main.main.func") {
				fmt.Println(name, x.Line, r)
				break
			}
			if !more {
				break
			}
		}
	}()
	f()
}

func two(a, b int) int { return a + b }

func main() {
	where("index", func() {
		sink = a[
			i]
	})
	where("index2", func() {
		sink =
			a[i]
	})
	where("index3", func() {
		sink = two(1,
			a[i])
	})
	where("index4", func() {
		sink = 1 +
			ar[
				i+
					0]
	})
	where("slice", func() {
		sink = a[
			i:
			i]
	})
	where("nil", func() {
		sink = tp.
			n
	})
	where("nil2", func() {
		sink = tp.
			p.
			p.
			n
	})
	where("deref", func() {
		sink = 1 +
			*
			ip
	})
	where("div", func() {
		sink = i /
			z
	})
	where("div2", func() {
		sink = 1 +
			i /
				z +
			2
	})
	where("assert", func() {
		sink = e.
			(int)
	})
	where("assert2", func() {
		sink =
			e.
				(fmt.Stringer)
	})
	where("call", func() {
		sink = two(
			two(
				1, a[i]),
			2)
	})
	where("nilfunc", func() {
		(
			np)()
	})
	where("nilmap", func() {
		var m map[string]int
		m[
			"a"] = 3
	})
	where("asg", func() {
		a[i],
			a[0] = 1,
			2
	})
	where("asg2", func() {
		ar[0], a[
			i] = 1, 2
	})
	where("store", func() {
		tp.
			n = two(1,
			2)
	})
	where("method", func() {
		sink = tp.
			p.
			M(1,
				2)
	})
	where("iface", func() {
		sink = tp2.
			Error()
	})
	where("complit", func() {
		sink = []int{
			1,
			a[i],
			3,
		}
	})
	where("make", func() {
		sink = make([]int,
			-i)
	})
	where("close", func() {
		var c chan int
		close(
			c)
	})
	where("conv", func() {
		sink = [4]int(
			a)
	})
	where("panic", func() {
		panic(
			"x")
	})
	where("ret", func() {
		f := func() (int, int) {
			return 1,
				a[i]
		}
		f()
	})
	where("op", func() {
		i := 10
		i /=
			z
	})
	where("shift", func() {
		s := -1
		sink = 1 <<
			s
	})
	where("cmp", func() {
		var x, y any = []int{}, []int{}
		sink = x ==
			y
	})
	where("if", func() {
		if i > 3 &&
			a[i] > 4 {
		}
	})
	where("for", func() {
		for i := 0; i <
			10; ar[
			i] = 4 {
			i += 5
		}
	})
	where("switch", func() {
		switch {
		case i < 3,
			a[i] > 3:
		}
	})
	where("inc", func() {
		a[
			i]++
	})
	where("defer", func() {
		defer np()
		a = nil
	})
	where("str", func() {
		s := "abc"
		sink = s[
			i]
	})
	where("chain", func() {
		b := &B{}
		b.
			X(1).
			X(2).
			Y().
			X(3)
	})
	where("copyloop", func() {
		for j := range i {
			ar[j%4] =
				j
		}
	})
}

type B struct{ n int }

func (b *B) X(n int) *B { b.n = n; return b }
func (b *B) Y() *B      { return nil }

var tp2 error

func (t *T) M(a, b int) int { return t.n }
