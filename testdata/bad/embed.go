package main

import "embed"

//go:embed embed.go
var files embed.FS

func main() {
	_ = files
}
