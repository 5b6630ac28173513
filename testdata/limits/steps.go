// Spins for ever.
package main

//goweave:flags -max-steps 100000
func main() {
	for {
	}
}
