// Starts goroutines for ever.
package main

//goweave:flags -max-goroutines 1000
func main() {
	for {
		go func() { select {} }()
	}
}
