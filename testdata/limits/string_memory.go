// A string that doubles for ever: the statement that runs out of memory is its own operand.
package main

//goweave:flags -max-mem 32M
func main() {
	s := "x"
	for {
		s += s
	}
}
