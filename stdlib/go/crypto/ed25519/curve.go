package ed25519

import (
	"math/big"
	"slices"
)

// The curve -x^2 + y^2 = 1 + d x^2 y^2 modulo the prime; the base generates a group of this order.
var (
	prime = parse("57896044618658097711785492504343953926634992332820282019728792003956564819949")
	order = parse("7237005577332262213973186563042994240857116359379907606001950938285454250989")
	d     = parse("37095705934669439343138083508754565189542113879843219016388785533085940283555")
	base  = newPoint(
		parse("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
		parse("46316835694926478169428394003475163141307993866256225615783033603165251855960"),
	)
	// rootOfMinusOne is a square root of -1.
	rootOfMinusOne = new(big.Int).Exp(big.NewInt(2), new(big.Int).Rsh(prime, 2), prime)
)

func parse(s string) *big.Int {
	n, _ := new(big.Int).SetString(s, 10)
	return n
}

// number reads a number whose lowest byte is first, little writes one of 32 bytes.
func number(b []byte) *big.Int {
	b = slices.Clone(b)
	slices.Reverse(b)
	return new(big.Int).SetBytes(b)
}
func little(n *big.Int) []byte {
	b := n.FillBytes(make([]byte, 32))
	slices.Reverse(b)
	return b
}

func times(a, b *big.Int) *big.Int {
	z := new(big.Int).Mul(a, b)
	return z.Mod(z, prime)
}
func plus(a, b *big.Int) *big.Int  { return new(big.Int).Add(a, b) }
func minus(a, b *big.Int) *big.Int { return new(big.Int).Sub(a, b) }

// A point is (x/z, y/z), and t = xy/z (extended coordinates of Hisil, Wong, Carter and Dawson).
type point struct{ x, y, z, t *big.Int }

func newPoint(x, y *big.Int) point { return point{x, y, big.NewInt(1), times(x, y)} }

// plus is the sum of two points; the formula is for all of them.
func (p point) plus(q point) point {
	a := times(minus(p.y, p.x), minus(q.y, q.x))
	b := times(plus(p.y, p.x), plus(q.y, q.x))
	c := times(times(p.t, q.t), plus(d, d))
	e := times(p.z, plus(q.z, q.z))
	return joined(minus(b, a), minus(e, c), plus(e, c), plus(b, a))
}

// twice is the sum of a point and itself.
func (p point) twice() point {
	a, b := times(p.x, p.x), times(p.y, p.y)
	c := times(p.z, plus(p.z, p.z))
	s := plus(p.x, p.y)
	g := minus(b, a)
	return joined(minus(minus(times(s, s), a), b), minus(g, c), g, minus(minus(new(big.Int), a), b))
}

// joined finishes both formulas.
func joined(e, f, g, h *big.Int) point {
	return point{times(e, f), times(g, h), times(f, g), times(e, h)}
}

func (p point) negated() point {
	return point{minus(prime, p.x), p.y, p.z, minus(prime, p.t)}
}

// times is the sum of n points.
func (p point) times(n *big.Int) point {
	sum := newPoint(new(big.Int), big.NewInt(1))
	for i := n.BitLen() - 1; i >= 0; i-- {
		sum = sum.twice()
		if n.Bit(i) == 1 {
			sum = sum.plus(p)
		}
	}
	return sum
}

// bytes returns y and, in the highest bit, whether x is odd.
func (p point) bytes() []byte {
	inverse := new(big.Int).ModInverse(p.z, prime)
	b := little(times(p.y, inverse))
	b[31] |= byte(times(p.x, inverse).Bit(0)) << 7
	return b
}

// decode reads what bytes writes.
func decode(b []byte) (point, bool) {
	b = slices.Clone(b)
	odd := b[31]>>7 == 1
	b[31] &= 0x7f
	y := number(b)
	y.Mod(y, prime)
	// x^2 = (y^2 - 1) / (d y^2 + 1)
	one := big.NewInt(1)
	square := times(y, y)
	v := plus(times(d, square), one)
	x2 := times(minus(square, one), new(big.Int).ModInverse(v.Mod(v, prime), prime))
	// A root, or one of the negative number.
	x := new(big.Int).Exp(x2, new(big.Int).Rsh(plus(prime, big.NewInt(3)), 3), prime)
	if times(x, x).Cmp(x2) != 0 {
		x = times(x, rootOfMinusOne)
		if times(x, x).Cmp(x2) != 0 {
			return point{}, false
		}
	}
	if (x.Bit(0) == 1) != odd {
		x = minus(prime, x)
		x.Mod(x, prime)
	}
	return newPoint(x, y), true
}
