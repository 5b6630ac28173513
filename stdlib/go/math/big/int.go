// Package big has whole numbers, fractions and floating-point numbers of any size.
package big

import (
	"math/rand"
)

// A Word is a digit of a number.
type Word uint

// MaxBase is the largest base of numbers as text.
const MaxBase = 62

// An Int is a whole number. The zero Int is 0.
type Int struct {
	neg bool
	abs []Word // no leading zeros
}

// NewInt returns x.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

// Sign returns -1, 0 or +1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// set sets z; there is no negative zero, and every zero is that of a new Int.
func (z *Int) set(neg bool, abs []Word) *Int {
	if len(abs) == 0 {
		neg, abs = false, nil
	}
	z.neg, z.abs = neg, abs
	return z
}

// SetInt64, SetUint64 and Set set z.
func (z *Int) SetInt64(x int64) *Int {
	neg := x < 0
	if neg {
		x = -x
	}
	z.SetUint64(uint64(x))
	z.neg = neg
	return z
}
func (z *Int) SetUint64(x uint64) *Int {
	if x == 0 {
		return z.set(false, nil)
	}
	return z.set(false, []Word{Word(x)})
}
func (z *Int) Set(x *Int) *Int {
	if z == x {
		return z
	}
	return z.set(x.neg, append([]Word(nil), x.abs...))
}

// Bits and SetBits look at the digits without copying.
func (x *Int) Bits() []Word { return x.abs }
func (z *Int) SetBits(abs []Word) *Int {
	return z.set(false, trim(abs))
}

func trim(abs []Word) []Word {
	for len(abs) > 0 && abs[len(abs)-1] == 0 {
		abs = abs[:len(abs)-1]
	}
	return abs
}

// Abs, Neg and Not change a sign or all bits.
func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}
func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	return z.set(!z.neg, z.abs)
}
func (z *Int) Not(x *Int) *Int {
	one := [1]Word{1}
	neg, abs := add(x.neg, x.abs, false, one[:])
	return z.set(!neg, abs)
}

// Add, Sub, Mul, And, Or, Xor and AndNot combine two numbers.
func (z *Int) Add(x, y *Int) *Int { return z.set(add(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) Sub(x, y *Int) *Int { return z.set(sub(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) Mul(x, y *Int) *Int { return z.set(mul(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) And(x, y *Int) *Int { return z.set(and(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) Or(x, y *Int) *Int  { return z.set(or(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) Xor(x, y *Int) *Int { return z.set(xor(x.neg, x.abs, y.neg, y.abs)) }
func (z *Int) AndNot(x, y *Int) *Int {
	return z.And(x, new(Int).Not(y))
}

func (y *Int) checkDivisor() {
	if len(y.abs) == 0 {
		panic("division by zero")
	}
}

// Quo and Rem divide and truncate.
func (z *Int) Quo(x, y *Int) *Int {
	y.checkDivisor()
	return z.set(quo(x.neg, x.abs, y.neg, y.abs))
}
func (z *Int) Rem(x, y *Int) *Int {
	y.checkDivisor()
	return z.set(rem(x.neg, x.abs, y.neg, y.abs))
}
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	y.checkDivisor()
	qneg, q := quo(x.neg, x.abs, y.neg, y.abs)
	r.set(rem(x.neg, x.abs, y.neg, y.abs))
	return z.set(qneg, q), r
}

// Div and Mod divide so that the remainder is not negative.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}
func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	by := *y
	z.QuoRem(x, y, m)
	if m.neg {
		one := &Int{abs: []Word{1}}
		if by.neg {
			z.Add(z, one)
			m.Sub(m, &by)
		} else {
			z.Sub(z, one)
			m.Add(m, &by)
		}
	}
	return z, m
}

// Cmp and CmpAbs compare.
func (x *Int) Cmp(y *Int) int {
	switch {
	case x.neg != y.neg && x.neg:
		return -1
	case x.neg != y.neg:
		return 1
	case x.neg:
		return -x.CmpAbs(y)
	}
	return x.CmpAbs(y)
}
func (x *Int) CmpAbs(y *Int) int {
	if len(x.abs) != len(y.abs) {
		if len(x.abs) < len(y.abs) {
			return -1
		}
		return 1
	}
	for i := len(x.abs) - 1; i >= 0; i-- {
		if x.abs[i] != y.abs[i] {
			if x.abs[i] < y.abs[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (x *Int) low() uint64 {
	if len(x.abs) == 0 {
		return 0
	}
	return uint64(x.abs[0])
}

// Int64 and Uint64 return the low bits; IsInt64 and IsUint64 say whether those are all.
func (x *Int) Int64() int64 {
	if x.neg {
		return -int64(x.low())
	}
	return int64(x.low())
}
func (x *Int) Uint64() uint64 { return x.low() }
func (x *Int) IsInt64() bool {
	return len(x.abs) == 0 || len(x.abs) == 1 && (x.low() < 1<<63 || x.neg && x.low() == 1<<63)
}
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Lsh and Rsh shift; Rsh rounds down.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, shift(x.abs, n, true)) }
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		// As -((-x-1)>>n) - 1.
		t := new(Int).Not(x)
		return z.Not(t.set(false, shift(t.abs, n, false)))
	}
	return z.set(false, shift(x.abs, n, false))
}

// Bit and SetBit look at a bit of two's complement.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return 1 - new(Int).Not(x).Bit(i)
	}
	if i/64 >= len(x.abs) {
		return 0
	}
	return uint(x.abs[i/64] >> (i % 64) & 1)
}
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	bit := &Int{abs: shift([]Word{1}, uint(i), true)}
	switch b {
	case 0:
		return z.AndNot(x, bit)
	case 1:
		return z.Or(x, bit)
	}
	panic("set bit is not 0 or 1")
}

// BitLen returns the length in bits, TrailingZeroBits how many of the lowest are zero.
func (x *Int) BitLen() int {
	return bitLen(x.abs)
}
func (x *Int) TrailingZeroBits() uint {
	return trailingZeros(x.abs)
}

// SetBytes, Bytes and FillBytes read and write bytes, the highest first.
func (z *Int) SetBytes(buf []byte) *Int {
	abs := make([]Word, (len(buf)+7)/8)
	for i := range buf {
		abs[i/8] |= Word(buf[len(buf)-1-i]) << (8 * (i % 8))
	}
	return z.set(false, trim(abs))
}
func (x *Int) Bytes() []byte { return x.FillBytes(make([]byte, (x.BitLen()+7)/8)) }
func (x *Int) FillBytes(buf []byte) []byte {
	if len(buf) < (x.BitLen()+7)/8 {
		panic("math/big: buffer too small to fit value")
	}
	clear(buf)
	for i := range (x.BitLen() + 7) / 8 {
		buf[len(buf)-1-i] = byte(x.abs[i/8] >> (8 * (i % 8)))
	}
	return buf
}

// Exp sets z to x to the power of y, modulo |m| if m is neither nil nor 0. It returns nil if a
// negative power has no value.
func (z *Int) Exp(x, y, m *Int) *Int {
	modular := m != nil && len(m.abs) > 0
	if y.neg {
		if !modular {
			return z.SetInt64(1)
		}
		inv := new(Int).ModInverse(x, m)
		if inv == nil {
			return nil
		}
		return z.Exp(inv, new(Int).Neg(y), m)
	}
	odd := len(y.abs) > 0 && y.abs[0]&1 == 1
	if !modular {
		if len(x.abs) == 1 && x.abs[0] == 1 {
			return z.set(x.neg && odd, []Word{1})
		}
		return z.set(x.neg && odd, pow(x.abs, uint(y.low())))
	}
	modulus := m.abs
	z.set(x.neg && odd, exp(x.abs, y.abs, modulus))
	if z.neg {
		z.Add(z, &Int{abs: modulus})
	}
	return z
}

// ModInverse sets z to what gives 1 modulo |n| if multiplied by g; it returns nil if nothing does.
func (z *Int) ModInverse(g, n *Int) *Int {
	m := new(Int).Abs(n)
	if len(m.abs) == 0 {
		return nil
	}
	inv, ok := inverse(new(Int).Mod(g, m).abs, m.abs)
	if !ok {
		return nil
	}
	return z.set(false, inv)
}

// GCD sets z to the greatest common divisor of a and b, and x and y, unless nil, so that
// z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	// Invariant: r0 = a*s0 + b*t0, r1 = a*s1 + b*t1.
	r0, r1 := new(Int).Abs(a), new(Int).Abs(b)
	s0, s1 := NewInt(1), new(Int)
	t0, t1 := new(Int), NewInt(1)
	for len(r1.abs) > 0 {
		q, r := new(Int).QuoRem(r0, r1, new(Int))
		r0, r1 = r1, r
		if x != nil || y != nil {
			s0, s1 = s1, new(Int).Sub(s0, new(Int).Mul(q, s1))
			t0, t1 = t1, new(Int).Sub(t0, new(Int).Mul(q, t1))
		}
	}
	if len(r0.abs) == 0 {
		s0, t0 = new(Int), new(Int)
	} else if len(a.abs) == 0 {
		s0 = new(Int)
	} else if len(b.abs) == 0 {
		t0 = new(Int)
	}
	aneg, bneg := a.neg, b.neg
	if x != nil {
		x.set(s0.neg != aneg, s0.abs)
	}
	if y != nil {
		y.set(t0.neg != bneg, t0.abs)
	}
	return z.set(false, r0.abs)
}

// Sqrt sets z to the square root of x, rounded down.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, sqrt(x.abs))
}

// MulRange sets z to the product of a to b, Binomial to the number of choices of k out of n.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	}
	product := NewInt(a)
	for i := a; i < b; {
		i++
		product.Mul(product, NewInt(i))
	}
	return z.Set(product)
}
func (z *Int) Binomial(n, k int64) *Int {
	if k < 0 || k > n {
		return z.SetInt64(0)
	}
	k = min(k, n-k)
	c := NewInt(1)
	for i := int64(0); i < k; i++ {
		c.Mul(c, NewInt(n-i))
		c.Quo(c, NewInt(i+1))
	}
	return z.Set(c)
}

// Rand sets z to a random number below n.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	top := n.BitLen()
	for {
		abs := make([]Word, len(n.abs))
		for i := range abs {
			abs[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		if over := len(abs)*64 - top; over > 0 {
			abs[len(abs)-1] &= ^Word(0) >> over
		}
		if v := (&Int{abs: trim(abs)}); v.Cmp(n) < 0 {
			return z.set(false, v.abs)
		}
	}
}

// Text returns x in a base, as letters beyond 9.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	if len(x.abs) == 0 {
		return "0"
	}
	s := text(x.abs, base)
	if x.neg {
		return "-" + s
	}
	return s
}

func (x *Int) String() string { return x.Text(10) }

// Append and AppendText append the text of x.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }
func (x *Int) AppendText(b []byte) (text []byte, err error) {
	return x.Append(b, 10), nil
}

// Divide sets z to x/y rounded in a mode that rounds to whole numbers, and r to x - y*z; either
// may be nil.
func (z *Int) Divide(x, y, r *Int, mode RoundingMode) (*Int, *Int) {
	y.checkDivisor()
	by := new(Int).Set(y)
	neg := x.neg != by.neg
	q, rest := new(Int).QuoRem(x, by, new(Int))
	if len(rest.abs) > 0 {
		switch mode {
		case Trunc, Floor, Round, Ceil:
		default:
			panic("unsupported rounding mode")
		}
		twice := Int{abs: shift(rest.abs, 1, true)}
		if mode.away(neg, twice.CmpAbs(by), q.Bit(0) == 1) {
			_, abs := add(false, q.abs, false, []Word{1})
			q.set(neg, abs)
			if x.neg == by.neg {
				rest.Sub(rest, by)
			} else {
				rest.Add(rest, by)
			}
		}
	}
	if r != nil {
		r.Set(rest)
	}
	if z != nil {
		z.Set(q)
	}
	return z, r
}
