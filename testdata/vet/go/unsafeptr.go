package main

import (
	"reflect"
	"unsafe"
)

type word uintptr

type pointer unsafe.Pointer

func main() {
	var x [4]int
	p := unsafe.Pointer(&x)
	u := uintptr(p)
	v := reflect.ValueOf(&x)
	_ = unsafe.Pointer(u)
	_ = unsafe.Pointer(u + 1)
	_ = (unsafe.Pointer)(word(u))
	_ = pointer(u)
	_ = unsafe.Pointer(uintptr(p))
	_ = unsafe.Pointer(uintptr(p) + 8)
	_ = unsafe.Pointer((uintptr(p) - 8) &^ 7)
	_ = unsafe.Pointer(8 + uintptr(p))
	_ = unsafe.Pointer(uintptr(p) + uintptr(p))
	_ = unsafe.Pointer(uintptr(p) * 2)
	_ = unsafe.Pointer(v.Pointer())
	_ = unsafe.Pointer(v.UnsafeAddr())
	_ = unsafe.Pointer(v.Pointer() + 8)
	_ = unsafe.Pointer(uintptr(0))
	_ = unsafe.Pointer(&u)
	var s string
	sh := (*reflect.StringHeader)(unsafe.Pointer(&s))
	_ = unsafe.Pointer(sh.Data)
	h := *sh
	_ = unsafe.Pointer(h.Data)
	_ = &h
	var sl reflect.SliceHeader
	_ = unsafe.Pointer((&sl).Data)
	_ = &reflect.SliceHeader{}
	_ = new(reflect.SliceHeader)
}
