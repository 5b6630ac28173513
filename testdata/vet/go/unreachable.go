// Package main has code that never runs.
package main

func panics() int {
	panic("no")
	return 1
}

func loops(n int) int {
	for {
		n++
	}
	println("never")
	println("only once")
	return n
}

func breaks(n int) int {
	for {
		if n > 3 {
			break
		}
		continue
		n++
	}
	return n
	return n
}

func labeled(n int) {
outer:
	for {
		for {
			break outer
			println(n)
		}
		println("never")
	}
	println("here")
	goto end
	n = 3
end:
	println("end")
}

func switches(n int) int {
	switch n {
	case 1:
		return 1
		fallthrough
	case 2:
		panic("x")
	default:
		return 3
	}
	return 4
}

func selects(a, b chan int) int {
	select {
	case <-a:
		return 1
	case <-b:
		for {
		}
	}
	return 2
}

func empty() {
	select {}
	println("never")
}

func types(x any) int {
	switch x := x.(type) {
	case int:
		return x
	}
	return 0
}

func branches(n int) int {
	if n > 1 {
		return 1
	} else {
		return 2
	}
	n++
	return n
}

func blocks() {
	{
		return
	}
	{
		println("never")
	}
}

func shadow(panic func(string)) int {
	panic("fine")
	return 1
}

func literal() func() int {
	return func() int {
		return 1
		return 2
	}
}

func deferred() {
	defer println("x")
	return
	;
}

func main() {
	println(panics(), loops(1), breaks(1), switches(1), selects(nil, nil), types(1))
	labeled(1)
	empty()
	blocks()
	_, _, _, _ = branches, shadow, literal, deferred
}
