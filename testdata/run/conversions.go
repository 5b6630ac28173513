// Conversions between all kinds; defined types; strings, runes and bytes; constants.
package main

import "fmt"

type celsius float64
type fahrenheit float64
type bits uint8
type runes []rune
type named []byte
type pt struct{ x, y int }
type pt2 struct{ x, y int }
type fnA func(int) int

//go:noinline
func v[T any](x T) T { return x }

func main() {
	c := celsius(100)
	f := fahrenheit(c*9/5 + 32)
	fmt.Println(f, float64(f)-float64(c), int(c), bits(v(300)&0xff))
	fmt.Println(int32(v(int64(1)<<40|5)), uint8(v(-1)), int8(v(uint8(200))), uint64(v(-1)), int64(v(uint64(1<<63))))
	fmt.Println(float32(v(1)<<24+1), float64(v(uint64(1<<63))), int64(v(1e18)), uint32(v(4e9)))
	fmt.Println(string(runes{104, 105}), string(named("bytes")), runes("añ"), named("x"), []byte("é"), string(rune(v(0x10FFFF+1))))
	p := pt{1, 2}
	q := pt2(p)
	q.x = 9
	ptr := (*pt2)(&p)
	ptr.y = 20
	fmt.Println(p, q, struct{ x, y int }(p), pt(struct{ x, y int }{5, 6}))
	g := fnA(func(x int) int { return x + 1 })
	fmt.Println(g(1), (func(int) int)(g)(2))
	var i interface{ Error() string }
	var e error = i
	fmt.Println(e == nil, any(e) == nil)
	fmt.Println(complex64(complex(v(1.0), 2)), float32(v(0.1)), float64(float32(v(0.1))))
	fmt.Println([]rune("héllo")[1], string([]rune("héllo")[1:3]), []byte("abc")[1:], bool(v(true)))
	ch := make(chan int, 1)
	var r <-chan int = (<-chan int)(ch)
	ch <- 1
	fmt.Println(<-r)
	const k = 10
	var u8 uint8 = k
	var f32 float32 = k
	var c128 complex128 = k
	fmt.Println(u8/3, f32/3, c128/3, k/3, k/3.0, 'a'+1, "s"+"t")
	x := 5
	fmt.Println(float64(x)/2, x/2, 1<<x, uint8(1)<<x, 1.0*float64(x), x&-x)
}
