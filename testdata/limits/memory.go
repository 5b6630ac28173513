// Allocates for ever.
package main

//goweave:flags -max-mem 32M
func main() {
	var all [][]byte
	for {
		all = append(all, make([]byte, 1<<16))
	}
}
