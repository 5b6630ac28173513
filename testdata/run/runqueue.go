// The order in which goroutines run on one processor: the newest first, then first in, first out.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Print(i, " ")
		}()
	}
	wg.Wait()
	fmt.Println()
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 3 {
				fmt.Print(i, j, " ")
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	fmt.Println()
	c := make(chan int)
	for i := range 4 {
		go func() { c <- i }()
	}
	fmt.Println(<-c, <-c, <-c, <-c)
	u := make(chan int, 2)
	go func() {
		for i := range 6 {
			fmt.Print("s", i, " ")
			u <- i
		}
		close(u)
	}()
	for x := range u {
		fmt.Print("r", x, " ")
	}
	fmt.Println()
	var mu sync.Mutex
	mu.Lock()
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			fmt.Print("m", i, " ")
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	mu.Unlock()
	wg.Wait()
	fmt.Println(runtime.NumGoroutine())
}

//goweave:schedule go
