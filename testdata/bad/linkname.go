// A name of another package is not supported; a second name for a function is harmless.
package main

import _ "unsafe"

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname fast main.quick
func fast() {}

func main() {
	fast()
	println(nanotime())
}
