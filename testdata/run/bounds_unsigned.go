// Bounds beyond int64 and negative ones in the messages of failed checks.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

var u8s = uint8(200)

func main() {
	s := []int{1, 2, 3}
	a := [4]int{}
	str := "abc"
	u := uint64(1) << 63
	v := ^uint(0)
	w := ^uintptr(0) - 1
	n := -5
	grid := [][]int{s, s}
	fl := []float64{1}
	bs := []byte("xyz")
	type T struct{ a, b, c int }
	ts := []T{{}}
	try(func() { _ = s[u] })
	try(func() { _ = a[v] })
	try(func() { _ = str[w] })
	try(func() { _ = s[n] })
	try(func() { s[u] = 1 })
	try(func() { a[v]++ })
	try(func() { fl[v] += 2 })
	try(func() { bs[u] = 'x' })
	try(func() { _ = grid[u][0] })
	try(func() { _ = grid[0][v] })
	try(func() { _ = grid[n][v] })
	try(func() { grid[1][w] = 1 })
	try(func() { _ = ts[v].b })
	try(func() { ts[u].c = 2 })
	try(func() { _ = &ts[u] })
	try(func() { _ = s[u:] })
	try(func() { _ = s[:v] })
	try(func() { _ = s[u:v] })
	try(func() { _ = s[n:v] })
	try(func() { _ = s[v:n] })
	try(func() { _ = s[v:2] })
	try(func() { _ = s[n:] })
	try(func() { _ = s[1:2:v] })
	try(func() { _ = s[1:v:3] })
	try(func() { _ = s[v:2:3] })
	try(func() { _ = s[n:2:3] })
	try(func() { _ = a[v:] })
	try(func() { _ = a[:w] })
	try(func() { _ = str[v:] })
	try(func() { _ = str[:u] })
	try(func() { _ = str[n:] })
	try(func() { _ = make([]int, u) })
	try(func() { _ = make([]int, 1, v) })
	try(func() { _ = make([]int, n) })
	try(func() { _ = make(map[int]int, n) })
	try(func() { _ = make(chan int, v) })
	try(func() { _ = make(chan int, n) })
	try(func() { fmt.Println(1<<u, 1>>v, uint8(1)<<u8s) })
	try(func() { _ = 1 >> n })
	try(func() { s[0] <<= n })
	try(func() { _ = [4]int(s) })
	try(func() { _ = (*[5]int)(s[:u8s/100]) })
	try(func() { _ = s[u%5+u] })
	try(func() { _ = s[u&u] })
	try(func() { _ = s[u>>0] })
	try(func() { _ = s[u/1] })
	try(func() { _ = s[uint32(n)] })
	try(func() { _ = s[int64(u)] })
	try(func() { _ = s[u8s] })
	for i := uint(2); i < 5; i-- {
		_ = s[i]
		try(func() { _ = s[i-3] })
	}
}
