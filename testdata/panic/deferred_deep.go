// A panic deep down, then another in a deferred call above: both stacks show.
package main

type resource struct{ name string }

func (r *resource) close() {
	if r.name == "bad" {
		panic("close " + r.name)
	}
}

func work(n int) {
	if n == 0 {
		var m map[string]int
		m["x"]++
	}
	work(n - 1)
}

func use(r *resource) {
	defer r.close()
	work(2)
}

func main() {
	use(&resource{"bad"})
}
