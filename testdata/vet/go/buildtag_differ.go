//go:build linux && !cgo || darwin
// +build linux
// +build !cgo darwin

package main

func main() {}
