// Package bits counts and moves the bits of integers.
package bits

// UintSize is the size of a uint.
const UintSize = 64

// LeadingZeros of each size.
func LeadingZeros(x uint) (n int)
func LeadingZeros8(x uint8) (n int)
func LeadingZeros16(x uint16) (n int)
func LeadingZeros32(x uint32) (n int)
func LeadingZeros64(x uint64) (n int)

// TrailingZeros of each size.
func TrailingZeros(x uint) (n int)
func TrailingZeros8(x uint8) (n int)
func TrailingZeros16(x uint16) (n int)
func TrailingZeros32(x uint32) (n int)
func TrailingZeros64(x uint64) (n int)

// OnesCount of each size.
func OnesCount(x uint) (n int)
func OnesCount8(x uint8) (n int)
func OnesCount16(x uint16) (n int)
func OnesCount32(x uint32) (n int)
func OnesCount64(x uint64) (n int)

// Len of each size.
func Len(x uint) (n int)
func Len8(x uint8) (n int)
func Len16(x uint16) (n int)
func Len32(x uint32) (n int)
func Len64(x uint64) (n int)

// Reverse of each size.
func Reverse(x uint) uint
func Reverse8(x uint8) uint8
func Reverse16(x uint16) uint16
func Reverse32(x uint32) uint32
func Reverse64(x uint64) uint64

// ReverseBytes of each size.
func ReverseBytes(x uint) uint
func ReverseBytes16(x uint16) uint16
func ReverseBytes32(x uint32) uint32
func ReverseBytes64(x uint64) uint64

// RotateLeft of each size; k may be negative.
func RotateLeft(x uint, k int) uint
func RotateLeft8(x uint8, k int) uint8
func RotateLeft16(x uint16, k int) uint16
func RotateLeft32(x uint32, k int) uint32
func RotateLeft64(x uint64, k int) uint64

// Add with carry, which is 0 or 1.
func Add(x, y, carry uint) (sum, carryOut uint)
func Add32(x, y, carry uint32) (sum, carryOut uint32)
func Add64(x, y, carry uint64) (sum, carryOut uint64)

// Sub with borrow, which is 0 or 1.
func Sub(x, y, borrow uint) (diff, borrowOut uint)
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32)
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64)

// Mul returns the double-width product.
func Mul(x, y uint) (hi, lo uint)
func Mul32(x, y uint32) (hi, lo uint32)
func Mul64(x, y uint64) (hi, lo uint64)

// div divides the double-width hi, lo by y, which must be greater than hi.
func div(hi, lo, y uint64) (quo, rem uint64)

type overflow struct{}

func (overflow) Error() string { return "runtime error: integer overflow" }
func (overflow) RuntimeError() {}

// Div64 divides hi, lo by y; it panics if the quotient does not fit.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y <= hi {
		_ = hi / y // panics for 0
		panic(overflow{})
	}
	return div(hi, lo, y)
}

// Rem64 is the remainder of Div64, for any quotient.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := div(hi%y, lo, y)
	return rem
}

// Div is Div64 for uint.
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Rem is Rem64 for uint.
func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }

// Div32 is Div64 for uint32.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y <= hi {
		_ = hi / y // panics for 0
		panic(overflow{})
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

// Rem32 is Rem64 for uint32.
func Rem32(hi, lo, y uint32) uint32 { return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y)) }
