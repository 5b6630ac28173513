// Channels: unbuffered, buffered, closing, nil, directions, of channels, ranges, len and cap.
package main

import "fmt"

func produce(n int, out chan<- int) {
	for i := range n {
		out <- i
	}
	close(out)
}

func collect(in <-chan int) (xs []int) {
	for x := range in {
		xs = append(xs, x)
	}
	return
}

type request struct {
	n     int
	reply chan int
}

func server(reqs chan request) {
	for r := range reqs {
		r.reply <- r.n * r.n
	}
}

func main() {
	c := make(chan int)
	go produce(5, c)
	fmt.Println(collect(c))
	b := make(chan string, 3)
	b <- "x"
	b <- "y"
	fmt.Println(len(b), cap(b), len(c), cap(c))
	close(b)
	v, ok := <-b
	w, ok2 := <-b
	z, ok3 := <-b
	fmt.Printf("%q %v %q %v %q %v\n", v, ok, w, ok2, z, ok3)
	reqs := make(chan request)
	go server(reqs)
	for i := range 3 {
		r := request{i, make(chan int)}
		reqs <- r
		fmt.Print(<-r.reply, " ")
	}
	close(reqs)
	fmt.Println()
	cc := make(chan chan int, 1)
	inner := make(chan int, 1)
	cc <- inner
	inner <- 42
	fmt.Println(<-<-cc)
	var nilc chan int
	select {
	case <-nilc:
	case nilc <- 1:
	default:
		fmt.Println("nil channels are never ready", nilc == nil)
	}
	done := make(chan struct{})
	data := make(chan [3]int)
	go func() {
		defer close(done)
		for d := range data {
			fmt.Println(d, d[1])
		}
	}()
	data <- [3]int{1, 2, 3}
	data <- [3]int{4, 5, 6}
	close(data)
	<-done
	e := make(chan error, 1)
	e <- nil
	fmt.Println(<-e == nil)
	var ro <-chan int = inner
	var so chan<- int = inner
	so <- 1
	fmt.Println(<-ro, inner == ro, fmt.Sprintf("%T %T", ro, so))
	f := make(chan func() string, 1)
	f <- func() string { return "called" }
	fmt.Println((<-f)())
	m := map[string]chan int{"a": make(chan int, 1)}
	m["a"] <- 3
	x := <-m["a"] + 1
	fmt.Println(x)
}
