// The lines of an error's text after the first are indented.
package main

import "errors"

func main() {
	panic(errors.Join(errors.New("a\nb"), errors.New("c")))
}
