package main

import (
	"fmt"
	"os"
)

func total(n int) (sum int) {
	for i := range n {
		sum += i
	}
	return sum
}

func main() {
	x := total("3")
	fmt.Println(`the total, x)
	helper()
}

func helper() int {
	return 1
}
