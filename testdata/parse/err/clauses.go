package p

func f() {
	if {
	}
	if x := 1 {
	}
	if x = y {
	}
	if a+b = c*d {
	}
	if x; {
	}
	if x == y
	{
	}
	if var x = 1; x {
	}
	if x++ {
	}
	for i := 0; i < 10 {
	}
	for i := 0; i < 10; i := 1 {
	}
	for var i = 0; i < 10; i++ {
	}
	switch x := y {
	}
	switch x
	{
	}
	switch {
		f()
	case 1:
	}
	select {
	x := 1
	}
	if x {
	} else return
	if x {
	}
	else {
	}
}
