package main

//goweave:schedule go

import (
	"fmt"
	"runtime"
	"time"
)

type object struct{ data [8]int }

var phase, finalized int

func gc() {
	for range 3 {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	phase++
}

func watched() *object {
	phase, finalized = 0, -1
	o := new(object)
	runtime.SetFinalizer(o, func(*object) { finalized = phase })
	return o
}

func (o *object) use() int { return o.data[0] }

func temporary() {
	_ = watched().use()
	gc()
}

func lastUse() {
	o := watched()
	gc()
	_ = o.use()
	gc()
	gc()
}

func argument() { callee(watched()) }

func callee(o *object) {
	gc()
	runtime.KeepAlive(o)
	gc()
}

func loop() {
	o := watched()
	for i := 0; i < 3; i++ {
		if i == 1 {
			_ = o.use()
		}
		gc()
	}
	gc()
}

func block() {
	{
		o := watched()
		_ = o
	}
	gc()
}

func slices() {
	list := []*object{watched()}
	for _, o := range list {
		gc()
		_ = o.use()
	}
	gc()
}

func recovers() {
	o := watched()
	defer func() {
		gc()
		fmt.Println("deferred", finalized, recover() != nil)
	}()
	gc()
	_ = o.use()
	var none *object
	_ = none.use()
}

func results() (o *object) {
	o = watched()
	gc()
	return
}


func main() {
	for _, f := range []func(){temporary, lastUse, argument, loop, block, slices, recovers} {
		f()
		fmt.Println(finalized)
	}
	o := results()
	fmt.Println(finalized, o.use())
	gc()
	fmt.Println(finalized)
}
