// A deferred call runs before the program dies, and prints first.
package main

import (
	"fmt"
	"os"
)

type resource struct{ name string }

func (r *resource) close() { fmt.Fprintln(os.Stderr, "closing", r.name) }

func main() {
	a := &resource{"a"}
	defer a.close()
	b := &resource{"b"}
	defer b.close()
	var f func()
	f()
}
