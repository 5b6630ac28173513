// Package main loses cancel functions.
package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

var bg = context.Background()

func blank() context.Context {
	ctx, _ := context.WithCancel(bg)
	ctx, _ = context.WithTimeout(bg, time.Second)
	var c, _ = context.WithDeadline(bg, time.Time{})
	_ = c
	return ctx
}

func someWays(n int) error {
	ctx, cancel := context.WithCancel(bg)
	if n > 1 {
		return ctx.Err()
	}
	cancel()
	return nil
}

func deferred(n int) {
	_, cancel := context.WithCancel(bg)
	defer cancel()
	if n > 1 {
		return
	}
}

func fallsOff(n int) {
	_, cancel := context.WithTimeout(bg, 1)
	switch n {
	case 1:
		cancel()
	case 2, 3:
		fmt.Println("no")
	default:
		cancel()
	}
}

func exits(n int) {
	_, cancel := context.WithCancel(bg)
	if n > 1 {
		os.Exit(1)
	}
	if n > 2 {
		panic("no")
	}
	if n > 3 {
		die()
	}
	cancel()
}

func die() {
	fmt.Println("bye")
	os.Exit(2)
}

func literal() {
	_, cancel := context.WithCancel(bg)
	go func() {
		_, inner := context.WithCancelCause(bg)
		if bg == nil {
			inner(nil)
		}
		cancel()
	}()
}

func loops(n int) {
	var cancel context.CancelFunc
	for i := 0; i < n; i++ {
		_, cancel = context.WithCancel(bg)
		if i == 3 {
			continue
		}
		cancel()
	}
}

func forever(ch chan int) int {
	_, cancel := context.WithCancel(bg)
	for {
		select {
		case v := <-ch:
			return v
		case <-time.After(1):
			cancel()
			return 0
		}
	}
}

func selected(a, b chan int) {
	_, cancel := context.WithCancel(bg)
	select {
	case <-a:
		cancel()
	case b <- 1:
	}
}

func labels(n int) {
	_, cancel := context.WithCancel(bg)
outer:
	for {
		for range n {
			if n == 3 {
				break outer
			}
			if n == 4 {
				goto end
			}
		}
	}
	cancel()
end:
}

func named() (ctx context.Context, cancel func()) {
	ctx, cancel = context.WithCancel(bg)
	return
}

func throughVar(x any) {
	var _, cancel = context.WithCancel(bg)
	switch x.(type) {
	case int:
		cancel()
	}
}

func rangeOver(m map[string]int) {
	_, cancel := context.WithCancel(bg)
	for k := range m {
		if k == "" {
			cancel()
			return
		}
	}
}

func main() {
	_, cancel := context.WithCancel(bg)
	if len(os.Args) > 5 {
		return
	}
	cancel()
}
