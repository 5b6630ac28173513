// Defer, panic, recover: order, arguments, named results, re-panics, run-time errors, Goexit.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func order() {
	for i := range 4 {
		defer fmt.Print(i, " ")
	}
	defer func() { fmt.Print("last in first out: ") }()
}

func args() {
	x := 1
	defer fmt.Println("deferred saw", x)
	x = 2
	fmt.Println("x is", x)
}

func results() (n int) {
	defer func() { n *= 3 }()
	return 7
}

func try(f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Println("runtime error:", e.Error())
		} else if e, ok := r.(error); ok {
			fmt.Println("error:", e)
		} else {
			fmt.Println("value:", r)
		}
	}()
	f()
}

func nested() {
	defer func() {
		fmt.Println("outer", recover())
	}()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	panic("first")
}

func replaced() {
	defer func() { fmt.Println(recover()) }()
	defer func() { panic("new") }()
	panic("old")
}

func notDirect() {
	defer func() { fmt.Println("direct", recover()) }()
	defer func() {
		func() { fmt.Println("indirect", recover()) }()
	}()
	panic("p")
}

func loop() (s string) {
	for i := 0; i < 3; i++ {
		func() {
			defer func() {
				if r := recover(); r != nil {
					s += fmt.Sprint(r)
				}
			}()
			if i == 1 {
				panic(i)
			}
			s += "ok "
		}()
	}
	return
}

type T struct {
	p *T
	v int
}

func main() {
	order()
	fmt.Println()
	args()
	fmt.Println(results())
	var m map[string]int
	var s []int
	var p *T
	var a any = "x"
	var f func()
	zero, five := 0, 5
	try(func() { m["a"] = 1 })
	try(func() { _ = s[five] })
	try(func() { _ = p.p.v })
	try(func() { _ = a.(int) })
	try(func() { fmt.Println(1 / zero) })
	try(func() { f() })
	try(func() { _ = make([]int, -five) })
	try(func() { _ = []int{1, 2, 3}[five:] })
	try(func() { x := []int{1, 2, 3}; _ = x[3 : five-3] })
	try(func() { _ = "abc"[five] })
	try(func() { _ = [3]int{}[five%5+3] })
	try(func() { _ = (*[4]int)([]int{1}) })
	try(func() { var c chan int; close(c) })
	try(func() { c := make(chan int); close(c); close(c) })
	try(func() { c := make(chan int); close(c); c <- 1 })
	try(func() { panic(errors.New("custom")) })
	try(func() { panic(fmt.Sprintf("%d", 42)) })
	try(func() { _ = map[any]int{[]int{}: 1} })
	try(func() { panic(nil) })
	try(func() { x := -1; fmt.Println(1 << x) })
	nested()
	replaced()
	notDirect()
	fmt.Println(loop(), recover())
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("goexit runs defers")
		func() { runtime.Goexit() }()
		fmt.Println("never")
	}()
	<-done
	defer fmt.Println("never printed: os.Exit does not run defers")
	defer func() {
		recover()
		os.Exit(0)
	}()
	panic("end")
}
