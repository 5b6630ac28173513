package main

import (
	"fmt"
	"github.com/someone/something"
	"no/such/thing"
)

func main() { fmt.Println(something.X, thing.Y) }
