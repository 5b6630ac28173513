// Package main makes small mistakes.
package main

import (
	"errors"
	"fmt"
	"io"
	"time"
	"unsafe"
)

type point struct{ x, y int }

type failure struct{}

func (failure) Error() string { return "" }

type pfailure struct{}

func (*pfailure) Error() string { return "" }

func appends(s []int) {
	s = append(s)
	s = append(s, 1)
	_ = append([]int(nil))
}

func assigns(p *point, m map[string]int, s []int, f func() *point) {
	var x, y int
	x = x
	x, y = y, x
	x, y = x, y
	p.x = p.x
	s[0] = s[0]
	s[x+1] = s[x + 1]
	m["a"] = m["a"]
	f().x = f().x
	*p = *p
	x += x
	_ = y
}

func bools(x, y int, f func() bool, s string) {
	if x == 1 || x == 1 {
	}
	if x != 1 || x != 2 {
	}
	if x == 1 && x == 2 {
	}
	if x == 1 && y == 2 && x == 1 {
	}
	if f() || f() {
	}
	if x == 1 || f() || x == 1 {
	}
	if s == "a" && 1 < x && s == "b" || (s == "a" || s == "a") {
	}
	if x != 1 || 2 != x {
	}
	if len(s) > 1 && len(s) > 1 {
	}
	if x == 1 || y == 1 || (x == 1) {
	}
}

func deferred() {
	start := time.Now()
	defer fmt.Println(time.Since(start))
	defer func() { fmt.Println(time.Since(start)) }()
	defer func(d time.Duration) {}(time.Since(start))
}

func errorsAs(err error) {
	var f failure
	var p *pfailure
	var q pfailure
	var e error
	var s string
	var any any
	errors.As(err, &f)
	errors.As(err, &p)
	errors.As(err, f)
	errors.As(err, &q)
	errors.As(err, &e)
	errors.As(err, &s)
	errors.As(err, any)
	errors.As(err, nil)
}

type a interface{ m() int }
type b interface{ m() string }
type c interface{ n() }

func asserts(x a, y any) {
	_ = x.(b)
	_ = x.(c)
	_ = y.(b)
	switch x.(type) {
	case b, c:
	case io.Reader:
	}
}

func nilfuncs(f func()) {
	if nilfuncs == nil || nil != fmt.Println || f == nil {
	}
	if (point).method == nil {
	}
	var p point
	if p.method != nil {
	}
}

func (point) method() {}

type small int8

func shifts[T int8 | int16](i8 int8, u32 uint32, i int, s small, t T) {
	_ = i8 << 8
	_ = i8 << 7
	_ = u32 >> 32
	_ = i << 64
	_ = i << 63
	i8 <<= 9
	i >>= 100
	_ = s << 8
	_ = t << 9
	_ = 1 << 70 >> 68
	_ = uint8(i) >> 8
	const n = 33
	_ = u32 << n
	_ = (i8 + 1) << 8
	_ = unsafe.Sizeof(i)
}

type str string
type num int
type b8 byte

func strings[S ~string, N int | int8](i int, r rune, y byte, u uint64, n num, by b8, s str, g N) {
	_ = string(i)
	_ = string(r)
	_ = string(y)
	_ = string(u)
	_ = str(i)
	_ = string(n)
	_ = string(by)
	_ = S(i)
	_ = string(g)
	_ = string(rune(i))
	_ = (string)(i)
	_ = []byte(s)
	_ = string(s)
}

func times(t time.Time) {
	t.Format("2006-02-01")
	t.Format("x 2006-02-01 15:04")
	t.Format(`2006-01-02`)
	const layout = "2006-02-01"
	t.Format(layout)
	time.Parse("2006-02-01", "")
}

func main() {}
