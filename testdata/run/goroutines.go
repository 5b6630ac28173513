// Goroutines: arguments evaluated at the statement, methods, closures, many, leaks at the end.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

type job struct{ n int }

func (j job) run(out chan<- int)       { out <- j.n }
func (j *job) bump(wg *sync.WaitGroup) { defer wg.Done(); j.n++ }

func spread(depth int, out chan<- int) {
	if depth == 0 {
		out <- 1
		return
	}
	c := make(chan int)
	for range 2 {
		go spread(depth-1, c)
	}
	out <- <-c + <-c
}

func main() {
	out := make(chan int)
	x := 1
	go func(y int) { out <- y }(x)
	x = 2
	fmt.Println(<-out)
	go job{7}.run(out)
	fmt.Println(<-out)
	var wg sync.WaitGroup
	j := &job{}
	wg.Add(1)
	go j.bump(&wg)
	wg.Wait()
	fmt.Println(j.n)
	go spread(8, out)
	fmt.Println(<-out)
	total := 0
	many := make(chan int, 10)
	for i := range 1000 {
		go func() { many <- i }()
	}
	for range 1000 {
		total += <-many
	}
	fmt.Println(total)
	go fmt.Print("")
	go func() { select {} }()
	go func() {
		for {
			time.Sleep(time.Hour)
		}
	}()
	chain := make(chan int)
	first := chain
	for range 200 {
		next := make(chan int)
		go func(in, out chan int) { out <- 1 + <-in }(chain, next)
		chain = next
	}
	first <- 0
	fmt.Println(<-chain, runtime.NumCPU() > 0)
	spin := false
	go func() { spin = true }()
	for i := 0; i < 100 && !spin; i++ {
		runtime.Gosched()
	}
	fmt.Println(spin)
}
