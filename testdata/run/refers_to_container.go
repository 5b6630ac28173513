// A struct that is met again, through a pointer, while its own fields are still being laid out.
package main

import "fmt"

type form struct {
	a, b bool
	info func(string) int
	next func(*iter) int
}

type buffer struct {
	used int
	f    form
	src  string
}

type iter struct {
	rb   buffer
	next func(*iter) int
}

func length(s string) int { return len(s) }

func step(it *iter) int { return it.rb.f.info(it.rb.src) }

var forms = []*form{{a: true, info: length, next: step}}

func main() {
	rb := buffer{f: *forms[0], src: "text"}
	fmt.Println(rb.f.info == nil, rb.f.next == nil, rb.f.a, rb.src)
	it := iter{rb: rb, next: step}
	fmt.Println(it.next(&it), it.rb.f.next(&it))
}
