// Select: default, several ready, closed channels, loops, timeouts, send cases, evaluation order.
package main

import (
	"fmt"
	"time"
)

func ch(name string, c chan int) chan int { fmt.Print(name, " "); return c }
func val(n int) int                       { fmt.Print("val", n, " "); return n }

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	select {
	case v := <-a:
		fmt.Println("a", v)
	default:
		fmt.Println("nothing")
	}
	a <- 1
	select {
	case v, ok := <-a:
		fmt.Println("a", v, ok)
	case <-b:
		fmt.Println("b")
	}
	select {
	case ch("a", a) <- val(5):
		fmt.Println("sent")
	case v := <-ch("b", b):
		fmt.Println(v)
	}
	fmt.Println(<-a)
	quit := make(chan struct{})
	nums := make(chan int)
	go func() {
		for i := range 3 {
			nums <- i
		}
		close(quit)
	}()
	sum := 0
loop:
	for {
		select {
		case n := <-nums:
			sum += n
		case <-quit:
			break loop
		}
	}
	fmt.Println(sum)
	select {
	case <-nums:
	case <-time.After(50 * time.Millisecond):
		fmt.Println("timeout")
	}
	close(a)
	closed := 0
	for range 3 {
		select {
		case _, ok := <-a:
			if !ok {
				closed++
			}
		}
	}
	fmt.Println(closed)
	both := map[string]int{}
	x, y := make(chan int, 100), make(chan int, 100)
	for range 100 {
		x <- 1
		y <- 1
	}
	for range 200 {
		select {
		case <-x:
			both["x"]++
		case <-y:
			both["y"]++
		}
	}
	fmt.Println(both)
	arr := []int{0, 0}
	b <- 9
	select {
	case arr[1] = <-b:
	}
	fmt.Println(arr)
	var in, out chan int
	src := make(chan int, 3)
	for i := range 3 {
		src <- i
	}
	close(src)
	in = src
	sink := make(chan int, 3)
	pending := 0
	for in != nil || out != nil {
		select {
		case v, ok := <-in:
			if !ok {
				in = nil
				break
			}
			pending, in, out = v, nil, sink
		case out <- pending:
			in, out = src, nil
			if len(sink) == 3 {
				in = nil
			}
		}
	}
	fmt.Println(len(sink), <-sink, <-sink, <-sink)
	dead := make(chan int)
	go func() { defer close(dead); dead <- 1 }()
	for v := range dead {
		fmt.Println(v)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		c := make(chan int)
		close(c)
		select {
		case c <- 1:
		default:
		}
	}()
}
