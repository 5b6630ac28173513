// Integers: wrap-around, division, shifts, conversions, all sizes.
package main

import "fmt"

//go:noinline
func id[T any](x T) T { return x }

func main() {
	var i8 int8 = id(int8(127))
	i8++
	var u8 uint8 = id(uint8(0))
	u8--
	var i16 int16 = id(int16(-32768))
	i16--
	var u16 uint16 = id(uint16(65535))
	u16 += 2
	var i32 int32 = id(int32(1 << 30))
	i32 *= 4
	var u32 uint32 = id(uint32(1 << 31))
	u32 *= 3
	var i64 int64 = id(int64(-1 << 63))
	i64 = -i64
	var u64 uint64 = id(uint64(1))
	u64 -= 2
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)
	for _, a := range []int{7, -7} {
		for _, b := range []int{2, -2} {
			fmt.Print(a/b, a%b, " ")
		}
	}
	fmt.Println()
	fmt.Println(id(int64(-1<<63))/id(int64(-1)), id(int64(-1<<63))%id(int64(-1)))
	n := uint(id(70))
	fmt.Println(1<<n>>n == 0, id(int32(-8))>>1, id(uint32(1))<<31, id(int8(-128))>>n, id(uint8(255))<<4)
	fmt.Println(id(0b1010)&^id(0b0110), id(6)|id(9), id(6)^id(3), ^id(5), id(0o17), id(0xff), id(1_000_000))
	x := id(300)
	fmt.Println(int8(x), uint8(x), int16(x), float32(x), uint32(id(int8(-1))), uint16(id(int8(-1))), uint64(id(int32(-5))))
	fmt.Println(int(id(3.99)), int(id(-3.99)), uint8(id(200.5)), int64(id(float32(16777217))))
	var up uintptr = 5
	fmt.Println(up+3, byte('x'), rune('é'))
	x += 5
	x -= 3
	x *= 2
	x /= 3
	x %= 100
	x <<= 3
	x >>= 1
	x |= 1
	x &= 0xfe
	x ^= 0x55
	x &^= 0x4
	fmt.Println(x)
	i := 5
	i++
	i--
	i++
	fmt.Println(i, -i, +i)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
}
