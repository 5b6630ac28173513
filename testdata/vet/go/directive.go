//go:debug panicnil=1

// Package main has settings.
package main

//go:debug panicnil=0

/*
//go:debug panicnil=0
*/

//go:debugger is something else
func main() {
	//go:debug inner=1
	_ = "//go:debug x=y"
}
