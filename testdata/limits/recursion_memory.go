// Recurses until memory is full, before Go's own limit.
package main

//goweave:flags -max-mem 32M
func f(n int) int { return f(n+1) + 1 }

func main() { println(f(0)) }
