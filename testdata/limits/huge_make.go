// More at once than there may be.
package main

//goweave:flags -max-mem 32M
func main() {
	b := make([]int64, 1<<40)
	println(len(b))
}
