// A failed type assertion in a method called through an interface.
package main

type speaker interface{ speak() string }
type dog struct{ x any }

func (d dog) speak() string { return d.x.(string) }

func main() {
	var s speaker = dog{42}
	println(s.speak())
}
