package main

import (
	"fmt"
	"unsafe"
)

type eface struct{ typ, data unsafe.Pointer }

func main() {
	var x any = "text"
	e := *(*eface)(unsafe.Pointer(&x))
	fmt.Println(*(*string)(e.data))
}
