package main

import "internal/fs"

func main() { _ = fs.ModeDir }
