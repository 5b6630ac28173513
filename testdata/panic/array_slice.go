// Slicing beyond an array speaks of its length; the second initializer's literal is number 2.
package main

var first = func() int { return 1 }

var second = func() []int {
	var a [4]int
	return a[:four+1]
}()

var four = 4

func main() { println(first(), len(second)) }
