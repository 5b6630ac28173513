// Variables by address: new ones in each iteration, and each time goto comes back to them.
package main

import "fmt"

func seq(yield func(int) bool) {
	for i := 0; i < 5 && yield(i); i++ {
	}
	fmt.Print("[end]")
}

// leaves goes out of range-over-func bodies with goto.
func leaves(n int) string {
again:
	for i := range seq {
		for j := range seq {
			switch {
			case i == 2 && j == 1:
				goto done
			case n == 0 && j == 3:
				n++
				goto again
			}
			fmt.Print(i, j, " ")
		}
	}
	return "not here"
done:
	return "done"
}

func main() {
	var ps []*int
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		ps = append(ps, &i, &j)
		if i == 1 {
			continue
		}
		i++
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()

	var fs []func() int
	i := 0
back:
	x := i * i
	fs = append(fs, func() int { x++; return x })
	i++
	if i < 4 {
		goto back
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	fmt.Println(leaves(0))

	at, list := 0, []int{1, 2, 3}
	for at, list[at] = range []int{5, 6, 7} {
	}
	fmt.Println(at, list)
}
