package main

import "fmt"

// Arrays made of parts of slices, which start anywhere in a word.

var mapped = [12]byte{10: 0xff, 11: 0xff}

func main() {
	b := make([]byte, 16)
	for i := range b {
		b[i] = byte(i + 1)
	}
	for i := 0; i <= 12; i++ {
		x := [4]byte(b[i:])
		p := (*[3]byte)(b[i:])
		p[0]++
		y := *p
		fmt.Println(x, y, b[i], *p == y)
	}
	s := make([]uint16, 8)
	for i := range s {
		s[i] = uint16(i)
	}
	fmt.Println([3]uint16(s[1:]), [5]uint16(s[3:]))
	var t struct {
		b [16]byte
		k uint8
	}
	t.b[10], t.b[11], t.b[12], t.k = 0xff, 0xff, 1, 2
	fmt.Println([12]byte(t.b[:12]) == mapped, [12]byte(t.b[:12]))
	p := (*[3]byte)(b[5:])
	q := &struct {
		a uint8
		b [3]byte
	}{1, *p}
	r := *p
	fmt.Println(*q, b, r, r == *p)
	m := map[[3]byte]int{*p: 1}
	var i any = *p
	fmt.Println(m[r], i == any(r))
	for k, v := range *p {
		fmt.Print(k, v, " ")
	}
	a := [2][3]byte{*p, r}
	p[1] = 0
	a[1] = *p
	fmt.Println(a, len(p))
	func(z [3]byte) { fmt.Println(z) }(*p)
	stores()
	defer func() { fmt.Println(recover()) }()
	fmt.Println([17]byte(b))
}

// Storing an array leaves its neighbors alone.
func stores() {
	b := make([]byte, 16)
	for i := range b {
		b[i] = byte(i)
	}
	p := (*[3]byte)(b[5:])
	*p = [3]byte{100, 101, 102}
	q := (*[8]byte)(b[1:])
	r := q
	r[0] = 50
	fmt.Println(b)
	*q, *p = [8]byte(b[8:]), [3]byte{}
	fmt.Println(b)
	u := make([]uint16, 8)
	*(*[3]uint16)(u[1:]) = [3]uint16{1, 2, 3}
	fmt.Println(u)
	rows := make([][3]byte, 3)
	rows[1] = [3]byte{1, 2, 3}
	pr := &rows[2]
	*pr = rows[1]
	fmt.Println(rows)
	defer func() { fmt.Println(recover()) }()
	var none *[3]byte
	*none = [3]byte{1}
}
