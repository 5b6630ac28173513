//go:debugpanicnil=1

package main

//go:generate x
//go:noinlinex
func f() {}

func main() { f() }
