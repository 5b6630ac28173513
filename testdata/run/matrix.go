// Small computations: matrices, n-queens, knapsack, word count, Mandelbrot, collatz.
package main

import (
	"fmt"
	"strings"
)

func matmul(a, b [][]float64) [][]float64 {
	c := make([][]float64, len(a))
	for i := range c {
		c[i] = make([]float64, len(b[0]))
		for j := range c[i] {
			for k := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return c
}

func queens(n, row int, cols, d1, d2 uint) int {
	if row == n {
		return 1
	}
	count := 0
	for c := 0; c < n; c++ {
		bit, a, b := uint(1)<<c, uint(1)<<(row+c), uint(1)<<(row-c+n)
		if cols&bit == 0 && d1&a == 0 && d2&b == 0 {
			count += queens(n, row+1, cols|bit, d1|a, d2|b)
		}
	}
	return count
}

func knapsack(w, v []int, limit int) int {
	best := make([]int, limit+1)
	for i := range w {
		for j := limit; j >= w[i]; j-- {
			best[j] = max(best[j], best[j-w[i]]+v[i])
		}
	}
	return best[limit]
}

func main() {
	fmt.Println(matmul([][]float64{{1, 2}, {3, 4}}, [][]float64{{0, 1}, {1, 0}}))
	fmt.Println(queens(6, 0, 0, 0, 0), knapsack([]int{1, 3, 4, 5}, []int{1, 4, 5, 7}, 7))
	for y := -1.0; y <= 1; y += 0.25 {
		for x := -2.0; x <= 0.5; x += 0.0625 {
			z, c, n := complex(0, 0), complex(x, y), 0
			for ; n < 20 && real(z)*real(z)+imag(z)*imag(z) < 4; n++ {
				z = z*z + c
			}
			fmt.Print(string(" .:-=+*#%@"[n/2*9/10]))
		}
		fmt.Println()
	}
	longest, at := 0, 0
	for i := 1; i < 1000; i++ {
		n, steps := i, 0
		for n != 1 {
			if n&1 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
			steps++
		}
		if steps > longest {
			longest, at = steps, i
		}
	}
	fmt.Println(longest, at)
	counts := map[string]int{}
	for _, w := range strings.Fields("the quick the lazy the dog dog") {
		counts[w]++
	}
	fmt.Println(counts)
	a, b := uint64(0), uint64(1)
	for range 90 {
		a, b = b, a+b
	}
	h := uint32(2166136261)
	for _, c := range []byte("fnv hash") {
		h = (h ^ uint32(c)) * 16777619
	}
	fmt.Println(a, h)
	perm := []int{0, 1, 2}
	var rec func(int)
	rec = func(i int) {
		if i == len(perm) {
			fmt.Print(perm, " ")
			return
		}
		for j := i; j < len(perm); j++ {
			perm[i], perm[j] = perm[j], perm[i]
			rec(i + 1)
			perm[i], perm[j] = perm[j], perm[i]
		}
	}
	rec(0)
	fmt.Println()
}
