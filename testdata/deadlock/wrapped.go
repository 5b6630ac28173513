// Goroutines whose calls go through promoted methods and method values.
package main

import "runtime"

type pipe struct{ c chan int }

func (p *pipe) send() { p.c <- 1 }

func (p pipe) recv() int { return <-p.c }

type sender interface{ send() }

type link struct{ *pipe }

func each(yield func(int) bool) { yield(1) }

func main() {
	var s sender = link{&pipe{make(chan int)}}
	go s.send()
	f := (&pipe{make(chan int)}).send
	go f()
	for range each {
		runtime.Gosched()
		for range each {
			func() {
				println(pipe{}.recv())
			}()
		}
	}
}
