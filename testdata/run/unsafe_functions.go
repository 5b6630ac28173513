// The functions of package unsafe and their checks.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

type pair[A, B any] struct {
	a A
	b B
}

func size[T any]() uintptr {
	var v T
	return unsafe.Sizeof(v)
}

func shape[A, B any]() (uintptr, uintptr, uintptr) {
	var p pair[A, B]
	return unsafe.Sizeof(p), unsafe.Alignof(p), unsafe.Offsetof(p.b)
}

func cast[T, U any](v T) U { return *(*U)(unsafe.Pointer(&v)) }

func try(name string, f func()) {
	defer func() {
		r := recover()
		err, ok := r.(runtime.Error)
		fmt.Println(name, ok, err)
	}()
	f()
}

type arena struct {
	buf []byte
	off uintptr
}

func alloc[T any](a *arena) *T {
	var t T
	align := unsafe.Alignof(t)
	a.off = (a.off + align - 1) &^ (align - 1)
	p := unsafe.Pointer(&a.buf[a.off])
	a.off += unsafe.Sizeof(t)
	return (*T)(p)
}

const sz = unsafe.Sizeof(struct {
	a bool
	b int64
	c bool
}{})

var table [unsafe.Sizeof(uint64(0))]int

func main() {
	fmt.Println(sz, len(table), size[int8](), size[string](), size[[]int](), size[any](), size[pair[int8, int64]]())
	fmt.Println(shape[int8, int64]())
	fmt.Println(shape[int16, int8]())
	fmt.Println(shape[string, [3]int32]())
	fmt.Println(cast[float64, uint64](1), cast[uint32, float32](0x40490fdb), cast[int64, uint8](-1))

	var np *int
	var n, big = -1, uint64(1 << 63)
	try("slice negative", func() { x := 1; _ = unsafe.Slice(&x, n) })
	try("slice uint64", func() { x := 1; _ = unsafe.Slice(&x, big) })
	try("slice huge", func() { x := 1; _ = unsafe.Slice(&x, 1<<62) })
	try("slice nil", func() { _ = unsafe.Slice(np, len(table)) })
	try("slice nil zero", func() { fmt.Println(unsafe.Slice(np, n+1) == nil) })
	try("string negative", func() { b := byte(1); _ = unsafe.String(&b, n) })
	try("string nil", func() { _ = unsafe.String(nil, len(table)) })
	try("string nil zero", func() { fmt.Printf("%q\n", unsafe.String(nil, n+1)) })
	try("struct{}", func() { var z struct{}; fmt.Println(len(unsafe.Slice(&z, 1000))) })
	try("nil", func() { _ = *(*int)(unsafe.Pointer(np)) })

	fmt.Println(unsafe.SliceData([]int(nil)) == nil, unsafe.SliceData([]int{}) != nil, *unsafe.SliceData([]int{7, 8}))
	s := "héllo"
	p := unsafe.StringData(s)
	fmt.Println(*p, *(*byte)(unsafe.Add(unsafe.Pointer(p), 1)), unsafe.String(p, 3), unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(p), 3)), uint8(2)))
	arr := [5]int32{10, 20, 30, 40, 50}
	for i := int8(0); i < 5; i += 2 {
		fmt.Print(*(*int32)(unsafe.Add(unsafe.Pointer(&arr), i*4)), " ")
	}
	q := unsafe.Add(unsafe.Pointer(&arr[4]), -8)
	fmt.Println(*(*int32)(q), unsafe.Slice((*int32)(q), 3), cap(unsafe.Slice(&arr[1], 2)))

	a := &arena{buf: make([]byte, 128)}
	i, u, f := alloc[int32](a), alloc[uint64](a), alloc[float32](a)
	*i, *u, *f = -5, 1<<40, 2.5
	c := alloc[[3]int16](a)
	c[2] = 77
	fmt.Println(*i, *u, *f, *c, a.off, a.buf[:32])

	type list struct {
		next *list
		v    int
	}
	var keep unsafe.Pointer
	for k := range 3 {
		keep = unsafe.Pointer(&list{(*list)(keep), k})
		runtime.GC()
	}
	for l := (*list)(keep); l != nil; l = l.next {
		fmt.Print(l.v, " ")
	}
	fmt.Println()
	grid := [2][3]byte{{1, 2, 3}, {4, 5, 6}}
	fmt.Println(*(*byte)(unsafe.Add(unsafe.Pointer(&grid), 4)), unsafe.Sizeof(grid), *(*[3]byte)(unsafe.Add(unsafe.Pointer(&grid), 3)))
}
