//go:build go1.21

// Package main is older than per-iteration variables and collected timers.
package main

import (
	"fmt"
	"sync"
	"time"
)

func goesOn(items []int) {
	for i, x := range items {
		go func() { fmt.Println(i, x) }()
		fmt.Println("started", i)
	}
	for i := 0; i < 3; i++ {
		go func() { fmt.Println(i) }()
		i += 0
	}
}

func waits(items []int) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(x)
		}()
		wg.Wait()
	}
	done := make(chan bool)
	for _, x := range items {
		go func() {
			fmt.Println(x)
			done <- true
		}()
		<-done
	}
	for _, x := range items {
		x := x
		go func() { fmt.Println(x) }()
		fmt.Println("own")
	}
}

func timers(in chan int) {
	for {
		select {
		case <-in:
		case <-time.After(time.Hour):
			return
		}
	}
}

func main() {
	goesOn(nil)
	waits(nil)
	timers(nil)
}
