// Prints for ever.
package main

import "fmt"

//goweave:flags -max-output 64K
func main() {
	for {
		fmt.Println("more")
	}
}
