package main

import (
	"fmt"
	"debug/elf"
	"plugin"
)

func main() {
	fmt.Println(elf.ELFCLASS64, plugin.Open)
}
