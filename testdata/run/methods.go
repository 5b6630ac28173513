// Methods: values and expressions, receivers, on every kind of type, through interfaces.
package main

import (
	"fmt"
	"strings"
)

type num int

func (n num) double() num   { return n * 2 }
func (n *num) inc()         { *n++ }
func (n num) add(m num) num { return n + m }

type fn func(string) string

func (f fn) twice(s string) string { return f(f(s)) }

type list []string

func (l list) join() string   { return strings.Join(l, "+") }
func (l *list) push(s string) { *l = append(*l, s) }

type table map[string]int

func (t table) bump(k string) { t[k]++ }

type ch chan int

func (c ch) next() int { return <-c }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type adder interface{ add(num) num }

func main() {
	n := num(3)
	n.inc()
	f := n.double
	g := num.double
	h := (*num).inc
	n = 10
	h(&n)
	fmt.Println(n, f(), g(n), num.add(1, 2))
	inc := n.inc
	inc()
	inc()
	fmt.Println(n)
	up := fn(strings.ToUpper)
	fmt.Println(up.twice("abc"), fn(func(s string) string { return s + "!" }).twice("x"))
	var l list
	l.push("a")
	l.push("b")
	fmt.Println(l.join(), list{"x"}.join())
	t := table{}
	t.bump("k")
	t.bump("k")
	fmt.Println(t)
	c := make(ch, 1)
	c <- 7
	fmt.Println(c.next())
	var s stack[string]
	s.push("one")
	s.push("two")
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	push := s.push
	push("three")
	fmt.Println(s.items)
	var a adder = n
	add := a.add
	via := adder.add
	a = num(100)
	fmt.Println(add(1), via(a, 5))
	funcs := map[string]func() num{"d": n.double}
	fmt.Println(funcs["d"]())
	defer fmt.Println("deferred", n.double())
	n = 0
	func() {
		defer n.inc()
		fmt.Println(n)
	}()
	fmt.Println(n)
}
