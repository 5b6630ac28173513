//go:build (linux && (amd64 || arm64)) || darwin
// +build linux darwin

package main

func main() {}
