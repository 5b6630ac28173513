// A nil pointer's field, in a method.
package main

type node struct {
	pad  [4]int
	next *node
}

//go:noinline
func (n *node) length() int {
	if n.next == nil {
		return 1
	}
	return 1 + n.next.length()
}

func main() {
	var n *node
	println(n.length())
}
