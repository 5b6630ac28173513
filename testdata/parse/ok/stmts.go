// Statements: every production of spec §Statements.
package stmts

func f() {
	;
	var a, b int
	const c = 1
	type (
		T int
		U = T
	)
	f()
	<-ch
	ch <- 1
	ch <- <-ch
	x++
	p.y[0]--
	a, b = b, a
	a, b := 1, 2
	*p <<= 1
	x &^= y
	go f()
	defer func() {}()
	goto L
L:
	M: x = 1
	{
		N:
	}
	if a {
	} else if b := f(); b {
	} else {
		return
	}
	if ; a { return a, b }
	switch {
	}
	switch x := f(); x {
	case 1, 2:
		fallthrough
	case y:
	default:
		break L
	}
	switch x; {
	}
	switch x.(type) {
	case int, []string, nil:
	case func(int) string, *T, map[string]int, chan<- int:
	}
	switch a := f(); y := x.(type) {
	case interface{ m() }:
	}
	select {
	case v := <-ch:
		f()
	case v, ok = <-ch:
	case ch <- 1:
	case <-ch:
	default:
	}
	for {
	}
	for a {
		continue L
	}
	for i := 0; i < 10; i++ {
	}
	for ; ; {
	}
	for ; a; {
	}
	for range 10 {
	}
	for range ch {
	}
	for i := range f {
	}
	for k, v := range m {
	}
	for k, p.v = range m {
	}
	for x.i = range m {}
}
