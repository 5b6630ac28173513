//go:build !(windows || plan9) && (amd64 || arm64)
// +build !windows,!plan9
// +build amd64 arm64

package main

func main() {}
