//go:build !(linux && amd64) || go22 || g1.20 || go.19 || gofer
// +build !linux !amd64 a-b c,!!d
// +build !!

// +build ok

package main

func main() {}
