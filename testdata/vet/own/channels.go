// Package main waits wrongly.
package main

import (
	"fmt"
	"time"
)

func nobody() {
	ch := make(chan int)
	go func() { ch <- 1 }()
	fmt.Println(len(ch))
	var done = make(chan bool)
	done <- true
}

func somebody() int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	return <-ch
}

func passed() {
	ch := make(chan int)
	go use(ch)
	ch <- 1
	buffered := make(chan int, 1)
	buffered <- 1
}

func use(ch chan int) {
	for v := range ch {
		fmt.Println(v)
	}
}

func ranged() {
	ch := make(chan int)
	go func() {
		ch <- 1
		close(ch)
	}()
	for range ch {
	}
}

func selected() {
	ch := make(chan int)
	select {
	case ch <- 1:
	default:
	}
	only := make(chan int)
	select {
	case <-only:
	default:
	}
}

func busy(stop *bool) {
	for !*stop {
		select {
		default:
			fmt.Println("working")
		}
	}
	select {
	default:
	}
	for i := range 3 {
		go func() {
			select {
			default:
				fmt.Println(i)
			}
		}()
	}
}

func restarts(in chan int) {
	for {
		select {
		case v := <-in:
			fmt.Println(v)
		case <-time.After(time.Minute):
			fmt.Println("a minute without anything")
		}
	}
}

func perMessage(in chan int) {
	for {
		select {
		case v := <-in:
			fmt.Println(v)
		case <-time.After(time.Second):
			return
		}
	}
}

func pauses(stop chan bool) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
		}
	}
}

func main() {
	nobody()
	fmt.Println(somebody())
	passed()
	ranged()
	selected()
	busy(nil)
	restarts(nil)
	perMessage(nil)
	pauses(nil)
}
