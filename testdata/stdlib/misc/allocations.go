package main

import (
	"fmt"
	"runtime"
	"testing"
)

var sink *int

func allocates() {
	var x int
	sink = &x
}

func nothing() {}

func main() {
	var before, after runtime.MemStats
	for _, f := range []func(){nothing, allocates} {
		runtime.ReadMemStats(&before)
		for range 100 {
			f()
		}
		runtime.ReadMemStats(&after)
		fmt.Println(after.Mallocs - before.Mallocs)
	}
	fmt.Println(testing.AllocsPerRun(100, allocates), testing.AllocsPerRun(100, nothing))
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println(after.Frees <= after.Mallocs, after.HeapObjects == after.Mallocs-after.Frees)
}
