// A value method called through a nil pointer in an interface; wrappers are not in the stack.
package main

type reader interface{ read() int }

type buffer struct{ n int }

func (b buffer) read() int { return b.n }

type file struct{ *buffer }

func (f *file) use(r reader) int { return r.read() }

func init() {
	f := &file{&buffer{2}}
	var r reader = f
	use := f.use
	println(use(r))
}

func init() {
	var none *buffer
	use := (&file{}).use
	println(use(none))
}

func main() {}
