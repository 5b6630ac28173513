// What package sync and its neighbours offer, used as programs use it.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	items    []int
}

func (q *queue) put(x int) {
	q.mu.Lock()
	q.items = append(q.items, x)
	q.mu.Unlock()
	q.notEmpty.Signal()
}

func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	x := q.items[0]
	q.items = q.items[1:]
	return x
}

func locks() {
	q := &queue{}
	q.notEmpty = sync.NewCond(&q.mu)
	var sum atomic.Int64
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			for range 20 {
				sum.Add(int64(q.get()))
			}
		})
	}
	for i := range 100 {
		q.put(i)
	}
	wg.Wait()
	fmt.Println("sum", sum.Load())

	var rw sync.RWMutex
	m := map[int]int{}
	for i := range 10 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for j := range 50 {
				rw.Lock()
				x := m[j]
				runtime.Gosched()
				m[j] = x + i
				rw.Unlock()
			}
		}()
		go func() {
			defer wg.Done()
			for j := range 50 {
				rw.RLock()
				x := m[j]
				time.Sleep(time.Microsecond)
				if m[j] != x {
					fmt.Println("a writer among readers")
				}
				rw.RUnlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println("map", len(m), m[7])

	var mu sync.Mutex
	fmt.Println("try", mu.TryLock(), mu.TryLock(), rw.TryRLock(), rw.TryLock(), rw.TryRLock())
}

func onces() {
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	value := sync.OnceValue(func() int {
		fmt.Println("computed")
		return 42
	})
	fmt.Println(value(), value())

	pool := sync.Pool{New: func() any { return new(int) }}
	x := pool.Get().(*int)
	*x = 3
	pool.Put(x)
	fmt.Println("pool", *pool.Get().(*int))

	var m sync.Map
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { m.LoadOrStore(i%7, "x") })
	}
	wg.Wait()
	var keys []int
	m.Range(func(k, _ any) bool {
		keys = append(keys, k.(int))
		return true
	})
	sort.Ints(keys)
	fmt.Println(keys)
}

func atomics() {
	var flag atomic.Bool
	var value atomic.Value
	var pointer atomic.Pointer[queue]
	q := &queue{items: []int{7}}
	go func() {
		time.Sleep(50 * time.Millisecond)
		value.Store("hello")
		pointer.Store(q)
		flag.Store(true)
	}()
	for !flag.Load() {
	}
	fmt.Println(value.Load(), pointer.Load().items, pointer.CompareAndSwap(q, nil), pointer.Load() == nil)
	fmt.Println(value.CompareAndSwap("hello", "bye"), value.CompareAndSwap("hello", "x"), value.Load())
	var words [4]int32
	atomic.AddInt32(&words[1], -5)
	atomic.AddInt32(&words[2], 7)
	fmt.Println(words)
	fmt.Println(atomic.SwapInt32(&words[1], 9), atomic.CompareAndSwapInt32(&words[2], 7, 8))
	fmt.Println(atomic.AndInt32(&words[1], 8), atomic.OrInt32(&words[3], 3))
	fmt.Println(words)
	var small atomic.Uint32
	fmt.Println(small.Add(^uint32(0)), small.Swap(4), small.Load())
}

func panics() {
	var nilChan, closed chan int
	closed = make(chan int)
	close(closed)
	var stored atomic.Value
	stored.Store("string")
	size := -1
	for _, f := range []func(){
		func() { close(nilChan) },
		func() { close(closed) },
		func() { closed <- 1 },
		func() { nilChan = make(chan int, size) },
		func() { new(sync.WaitGroup).Done() },
		func() { stored.Store(1) },
		func() { stored.Store(nil) },
		func() {
			var copied sync.Cond
			copied.Broadcast()
			other := *&copied
			other.Broadcast()
		},
	} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			f()
		}()
	}
}

func goroutines() {
	var ended atomic.Int32
	for range 4 {
		go func() {
			defer ended.Add(1)
			runtime.Goexit()
			fmt.Println("not reached")
		}()
	}
	for ended.Load() < 4 {
		runtime.Gosched()
	}
	fmt.Println(runtime.NumGoroutine())

	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	frame, _ := frames.Next()
	caller, _ := frames.Next()
	fmt.Println(frame.Function, frame.Line, caller.Function)
	pc, _, line, ok := runtime.Caller(1)
	fmt.Println(runtime.FuncForPC(pc).Name(), line, ok)
}

func channels() {
	c := make(chan [3]string, 2)
	c <- [3]string{"a", "b", "c"}
	c <- [3]string{"d"}
	close(c)
	for x := range c {
		fmt.Println(x, len(c), cap(c))
	}
	empty := make(chan struct{}, 3)
	empty <- struct{}{}
	empty <- struct{}{}
	<-empty
	fmt.Println(len(empty), cap(empty))

	// Prime numbers, a goroutine for each.
	in := make(chan int)
	go func(out chan int) {
		for i := 2; i < 500; i++ {
			out <- i
		}
		close(out)
	}(in)
	n := 0
	for {
		prime, ok := <-in
		if !ok {
			break
		}
		n++
		out := make(chan int)
		go func(in chan int) {
			for x := range in {
				if x%prime != 0 {
					out <- x
				}
			}
			close(out)
		}(in)
		in = out
	}
	fmt.Println(n, "primes")

	// A long chain.
	first := make(chan int)
	last := first
	for range 10000 {
		next := make(chan int)
		go func(to, from chan int) { to <- 1 + <-from }(last, next)
		last = next
	}
	go func() { last <- 1 }()
	fmt.Println(<-first)
}

func main() {
	locks()
	onces()
	atomics()
	panics()
	goroutines()
	channels()
}
