//go:build go1.21

// Package main captures loop variables, which iterations share in Go 1.21.
package main

import (
	"sync"
	"testing"
)

func last(items []int, m map[string]int) {
	for i, x := range items {
		go func() { println(i, x) }()
	}
	for i := 0; i < 3; i++ {
		defer func() { println(i) }()
	}
	for i := 0; i < 3; i++ {
		go func() { println(i) }()
		println("waits, perhaps")
	}
	for i := 0; i < 3; i++ {
		go func(i int) { println(i) }(i)
	}
	for i := 0; i < 3; i++ {
		i := i
		go func() { println(i) }()
	}
	for k, v := range m {
		if v > 1 {
			go func() { println(k) }()
		} else if v > 2 {
			switch v {
			case 1:
				go func() { println(v) }()
			}
		} else {
			for range items {
				defer func() { println(k, v) }()
			}
		}
	}
	var i, j int
	for i, j = 0, 1; i < 3; i, j = i+1, j+1 {
		go func() { println(i, j) }()
	}
	for n := range items {
		func() { println(n) }()
	}
}

func subtests(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			println(name)
			t.Parallel()
			println(name)
		})
		t.Run(name, func(t *testing.T) {
			println(name)
		})
	}
}

func main() {
	last(nil, nil)
	subtests(nil)
	var wg sync.WaitGroup
	wg.Wait()
}
