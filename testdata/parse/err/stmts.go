package p

func f() {
	a b
	a, b
	x := 1 y := 2
	go (f())
	defer (f)()
	defer f
	goto 1
	break 1
	for range {
	}
	L:
	switch {
	case 1: L: case 2:
	default: return case 3:
	}
	func g() {}
	~x
	x ~y
	import "x"
	package q
	a := range b
	if x { } else if { }
	var x int = 
	)
	y := 1
}

func g() {
