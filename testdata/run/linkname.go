// Functions of the runtime that libraries link to: the clock, random numbers, hashes.
package main

import (
	"fmt"
	"time"
	"unsafe"
)

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

//go:linkname fastrandn runtime.fastrandn
func fastrandn(n uint32) uint32

//go:linkname memhash runtime.memhash
func memhash(p unsafe.Pointer, seed, size uintptr) uintptr

func hash(s string, seed uintptr) uintptr {
	return memhash(unsafe.Pointer(unsafe.StringData(s)), seed, uintptr(len(s)))
}

func main() {
	start := nanotime()
	time.Sleep(10 * time.Millisecond)
	took := time.Duration(nanotime() - start)
	fmt.Println(took >= 10*time.Millisecond, took < time.Minute)
	seen := map[uint32]bool{}
	for range 100 {
		seen[fastrand()] = true
		if n := fastrandn(7); n >= 7 {
			fmt.Println(n)
		}
	}
	fmt.Println(len(seen) > 90)
	b := []byte("hello")
	fmt.Println(hash("hello", 1) == memhash(unsafe.Pointer(&b[0]), 1, 5), hash("hello", 1) == hash("hello", 2), hash("hello", 1) == hash("hellp", 1))
}
