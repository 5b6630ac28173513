// A comment that mentions +build is not one.

//go:build go1.x || linux || go1.20.1
// +build linux darwin

/*
//go:build inside
// +build inside
*/
// +build late,tags
// Package main has build constraints.
package main

//go:buildx is something else

// +buildx is something else

// +build late

//  //go:build spaced

func main() {
	// +build inner
	//go:build inner
	println("//go:build not a comment") /* // +build */
}
