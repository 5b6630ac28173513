// Panics with an error, while a deferred call panics too and one is recovered.
package main

import (
	"errors"
	"fmt"
)

func f() {
	defer func() {
		panic(fmt.Errorf("second: %w", errors.New("cause")))
	}()
	panic(errors.New("first"))
}

func main() {
	defer func() {
		defer func() { fmt.Println("recovered", recover()) }()
		panic("third")
	}()
	f()
}
