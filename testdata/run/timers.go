// Timers, tickers, contexts and spinning on the clock: no second passes.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func worker(ctx context.Context, pause time.Duration, out chan<- error) {
	for {
		select {
		case <-ctx.Done():
			out <- ctx.Err()
			return
		case <-time.After(pause):
		}
	}
}

func contexts() {
	ctx, cancel := context.WithTimeout(context.Background(), 55*time.Second)
	defer cancel()
	out := make(chan error)
	for i := 1; i <= 3; i++ {
		go worker(ctx, time.Duration(i)*10*time.Second, out)
	}
	for range 3 {
		fmt.Println(<-out)
	}

	ctx, cause := context.WithCancelCause(context.Background())
	ctx = context.WithValue(ctx, "key", 5)
	stop := context.AfterFunc(ctx, func() { fmt.Println("canceled") })
	cause(errors.New("why not"))
	time.Sleep(time.Millisecond)
	fmt.Println(stop(), ctx.Err(), context.Cause(ctx), ctx.Value("key"))
}

func timers() {
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	fmt.Println(t.Reset(time.Millisecond))
	time.Sleep(5 * time.Millisecond)
	// It has fired, but nobody has received: since Go 1.23 nothing stale is left.
	fmt.Println(len(t.C), cap(t.C), t.Stop())
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("nothing")
	}

	f := time.AfterFunc(time.Millisecond, func() { fmt.Println("called") })
	time.Sleep(2 * time.Millisecond)
	fmt.Println(f.Stop(), f.Reset(time.Millisecond))
	time.Sleep(2 * time.Millisecond)
	f.Reset(time.Hour)
	fmt.Println(f.Stop())

	ticker := time.NewTicker(10 * time.Millisecond)
	for i := range 3 {
		<-ticker.C
		fmt.Println("tick", i)
	}
	ticker.Reset(time.Hour)
	<-ticker.C
	ticker.Stop()
}

func main() {
	contexts()
	timers()

	start := time.Now()
	for time.Since(start) < 100*time.Millisecond {
	}
	done := make(chan bool)
	go func() {
		time.Sleep(time.Second)
		close(done)
	}()
	polls := 0
	for waiting := true; waiting; polls++ {
		select {
		case <-done:
			waiting = false
		default:
		}
	}
	fmt.Println(polls > 1, time.Since(start) > time.Second)

	select {
	case <-make(chan int):
	case <-time.After(365 * 24 * time.Hour):
		fmt.Println("a year later")
	}
}
