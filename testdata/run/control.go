// Control flow: if, for in all forms, switch, labels, goto, break, continue, fallthrough.
package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	}
	return "large"
}

func days(m string) int {
	switch m {
	case "apr", "jun", "sep", "nov":
		return 30
	case "feb":
		return 28
	default:
		return 31
	}
}

func trace(s string) string { fmt.Print(s, " "); return s }

func main() {
	for _, n := range []int{-5, 0, 7, 99} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println(days("feb"), days("jun"), days("jan"))
	if x := 5; x > 3 {
		fmt.Println("x", x)
	} else if y := x * 2; y > 3 {
		fmt.Println("y", y)
	} else {
		fmt.Println(x, y)
	}
	i := 0
	for i < 3 {
		i++
	}
	for {
		i++
		if i%2 == 0 {
			continue
		}
		if i > 8 {
			break
		}
	}
	fmt.Println(i)
outer:
	for a := 0; a < 3; a++ {
		for b := 0; b < 3; b++ {
			switch {
			case b == 1:
				continue outer
			case a == 2:
				break outer
			}
			fmt.Print(a, b, " ")
		}
	}
	fmt.Println()
	switch x := 2; x {
	case 1:
		fmt.Println("one")
	case 2:
		fmt.Println("two")
		fallthrough
	case 3:
		fmt.Println("three")
		fallthrough
	default:
		fmt.Println("default")
	case 4:
		fmt.Println("four")
	}
	switch trace("tag") {
	case trace("a"), trace("tag"):
		fmt.Println("found")
	case trace("never"):
	}
	n := 0
again:
	n++
	if n < 4 {
		goto again
	}
	fmt.Println(n)
loop:
	for {
		switch n {
		case 6:
			break loop
		default:
			n++
		}
	}
	fmt.Println(n)
	switch {
	default:
		fmt.Println("only default")
	}
	switch f := func() bool { return true }; f() {
	case true:
		fmt.Println("true")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ",", j, " ")
	}
	fmt.Println()
	var x any = 3
	switch y := x.(type) {
	case int:
		y++
		fmt.Println(y)
	}
	a, b := 1, 2
	a, b = b, a+b
	a, b = b, a+b
	fmt.Println(a, b, trace("l") == "l" || trace("r") == "r", trace("x") == "y" && trace("z") == "z")
	for i := range 3 {
		defer func() { fmt.Print("d", i, " ") }()
	}
	for range 2 {
		fmt.Print("* ")
	}
	fmt.Println()
}
