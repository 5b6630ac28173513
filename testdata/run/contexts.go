// context: cancellation, deadlines, values, causes, AfterFunc.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key string

func worker(ctx context.Context, out chan<- int) {
	defer close(out)
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case out <- i:
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	out := make(chan int)
	go worker(ctx, out)
	fmt.Println(<-out, <-out, <-out)
	cancel()
	for range out {
	}
	fmt.Println(ctx.Err(), context.Cause(ctx), ctx)
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	case <-time.After(time.Second):
		fmt.Println("too late")
	}
	_, has := ctx.Deadline()
	fmt.Println(has)
	parent := context.WithValue(context.Background(), key("user"), "gopher")
	child, stop := context.WithCancelCause(context.WithValue(parent, key("id"), 7))
	fmt.Println(child.Value(key("user")), child.Value(key("id")), child.Value(key("none")))
	grand, cancelGrand := context.WithTimeout(child, time.Hour)
	defer cancelGrand()
	var wg sync.WaitGroup
	wg.Add(1)
	context.AfterFunc(grand, func() {
		defer wg.Done()
		fmt.Println("after", context.Cause(grand))
	})
	stop(errors.New("my cause"))
	wg.Wait()
	fmt.Println(grand.Err(), context.Cause(child))
	without := context.WithoutCancel(child)
	fmt.Println(without.Err(), without.Value(key("user")))
	never := context.AfterFunc(context.Background(), func() { fmt.Println("never") })
	fmt.Println(never(), never())
	d, cd := context.WithDeadline(child, time.Now().Add(time.Hour))
	defer cd()
	fmt.Println(d.Err(), context.TODO(), parent)
	tc, ct := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("slow"))
	defer ct()
	<-tc.Done()
	fmt.Println(tc.Err(), context.Cause(tc))
}
