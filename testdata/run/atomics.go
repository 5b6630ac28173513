// sync/atomic: functions and types.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type config struct{ name string }

func main() {
	var wg sync.WaitGroup
	var n int64
	var c atomic.Int32
	var u atomic.Uint64
	for range 20 {
		wg.Go(func() {
			for range 10 {
				atomic.AddInt64(&n, 1)
				c.Add(2)
				u.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(atomic.LoadInt64(&n), c.Load(), u.Load())
	fmt.Println(atomic.CompareAndSwapInt64(&n, 200, 1), atomic.CompareAndSwapInt64(&n, 200, 2), n)
	fmt.Println(atomic.SwapInt64(&n, 5), n, c.Swap(1), c.CompareAndSwap(1, 3), c.Load())
	var u32 uint32 = 5
	fmt.Println(atomic.AddUint32(&u32, ^uint32(0)), atomic.OrUint32(&u32, 3), atomic.AndUint32(&u32, 6), u32)
	var b atomic.Bool
	fmt.Println(b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.Load())
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil)
	first := &config{"first"}
	p.Store(first)
	fmt.Println(p.CompareAndSwap(first, &config{"second"}), p.Load().name, p.CompareAndSwap(first, nil))
	var v atomic.Value
	fmt.Println(v.Load())
	v.Store(config{"value"})
	fmt.Println(v.Load().(config).name, v.Swap(config{"other"}), v.CompareAndSwap(config{"other"}, config{"last"}), v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(nil)
	}()
	var flag atomic.Int32
	data := 0
	go func() {
		data = 42
		flag.Store(1)
	}()
	for flag.Load() == 0 {
	}
	fmt.Println(data)
	arr := [3]int32{}
	atomic.StoreInt32(&arr[1], 7)
	sum := atomic.AddInt32(&arr[1], -10)
	fmt.Println(arr, sum)
	var ptr uintptr
	atomic.StoreUintptr(&ptr, 9)
	fmt.Println(ptr)
}
