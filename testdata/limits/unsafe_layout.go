package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	kind uint16
	size uint16
	sum  uint32
}

func main() {
	buf := make([]byte, 16)
	fmt.Println(*(*uint32)(unsafe.Pointer(&buf[4])))
	h := (*header)(unsafe.Pointer(&buf[0]))
	fmt.Println(h.size)
}
