package main

import (
	"fmt"
	"os" // ERROR "\"os\" imported and not used"
	f2 "fmt" // ERROR "\"fmt\" imported as f2 and not used"
	_ "sync"
)

func main() {
	fmt.println("a") // ERROR "undefined: fmt.println (but have Println)"
	fmt.Foo() // ERROR "undefined: fmt.Foo"
	_ = fmt // ERROR "use of package fmt not in selector"
	var fmt int
	_ = fmt.x // ERROR "fmt.x undefined (type int has no field or method x)"
}
