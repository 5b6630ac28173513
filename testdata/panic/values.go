// A panic value that is a struct: printed with its type and address.
package main

import "fmt"

type level int

type named string

func (l level) String() string { return fmt.Sprint("level ", int(l)) }

func try(x any) {
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
	}()
	panic(x)
}

func main() {
	try(1)
	try(level(3))
	panic(named("a named string"))
}
