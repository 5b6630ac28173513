// A name of another package is not supported; a second name for a function is harmless.
package main

import _ "unsafe"

//go:linkname procyield runtime.procyield
func procyield(n uint32)

//go:linkname fast main.quick
func fast() {}

func main() {
	fast()
	procyield(1)
}
