// recover, then panic with the same value.
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("cleaning up after", r)
		panic(r)
	}()
	panic("original")
}
