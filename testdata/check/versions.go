// -lang=go1.20
package main

func main() {
	for i := range 10 { // ERROR "cannot range over 10 (untyped int constant): requires go1.22 or later (-lang was set to go1.20; check go.mod)"
		_ = i
	}
	_ = min(1, 2) // ERROR "built-in min requires go1.21 or later (-lang was set to go1.20; check go.mod)"
	m := map[int]int{}
	clear(m) // ERROR "clear requires go1.21 or later (-lang was set to go1.20; check go.mod)"
	for x := range func(func(int) bool) {} { // ERROR "cannot range over func(func(int) bool) {} (value of type func(func(int) bool)): requires go1.23 or later (-lang was set to go1.20; check go.mod)"
		_ = x
	}
	_ = new(5) // ERROR "new(5) requires go1.26 or later (-lang was set to go1.20; check go.mod)"
}
