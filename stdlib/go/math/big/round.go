package big

import (
	"fmt"
	"math/bits"
)

// A RoundingMode says which of the two neighbors a number is rounded to.
type RoundingMode byte

const (
	ToNearestEven RoundingMode = iota
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

// The modes of Int.Divide.
const (
	Trunc = ToZero
	Floor = ToNegativeInf
	Round = ToNearestEven
	Ceil  = ToPositiveInf
)

func (i RoundingMode) String() string {
	names := [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}
	if int(i) < len(names) {
		return names[i]
	}
	return fmt.Sprintf("RoundingMode(%d)", int(i))
}

// away reports whether to take the neighbor farther from zero, of a number that lies between:
// where it lies from the nearer one (-1 below the middle, 0 in it, 1 above it), and whether the
// nearer one is odd.
func (i RoundingMode) away(neg bool, place int, odd bool) bool {
	switch i {
	case ToNearestEven:
		return place > 0 || place == 0 && odd
	case ToNearestAway:
		return place >= 0
	case AwayFromZero:
		return true
	case ToNegativeInf:
		return neg
	case ToPositiveInf:
		return !neg
	}
	return false
}

// An Accuracy says how a rounded number compares to the exact one.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (a Accuracy) String() string {
	switch a {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return fmt.Sprintf("Accuracy(%d)", int(a))
}

func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// round sets z to the number nearest to man * 2^e (more: a bit more than that), in z's precision
// and mode, neither of which is changed; man is not zero.
func (z *Float) round(neg bool, man []Word, e int64, more bool) *Float {
	z.neg, z.acc, z.form = neg, Exact, finite
	n := int64(bitLen(man))
	prec := int64(z.prec)
	if more {
		// The rest counts as a bit below all others and below the middle.
		k := max(0, prec-n) + 2
		man = shift(man, uint(k), true)
		man[0] |= 1
		e -= k
		n += k
	}
	low := int64(trailingZeros(man))
	if cut := n - prec; cut > low {
		place := -1
		if bit(man, uint(cut-1)) {
			place = 1
			if low == cut-1 {
				place = 0
			}
		}
		up := z.mode.away(neg, place, bit(man, uint(cut)))
		man = shift(man, uint(cut), false)
		e += cut
		if up {
			_, man = add(false, man, false, []Word{1})
		}
		z.acc = accuracy(up != neg)
		if len(man) == 0 {
			// Precision 0 happens for the smallest float64 and float32.
			z.form, z.mant = zero, nil
			return z
		}
		low = int64(trailingZeros(man))
	}
	if low > 0 {
		man = shift(man, uint(low), false)
		e += low
	}
	z.mant = man
	return z.setExp(e + int64(bitLen(man)))
}

// setExp sets the exponent; numbers that are too small become zero, too large ones infinite.
func (z *Float) setExp(exp int64) *Float {
	switch {
	case exp < MinExp:
		z.acc, z.form = accuracy(z.neg), zero
	case exp > MaxExp:
		z.acc, z.form = accuracy(!z.neg), inf
	default:
		z.exp = int32(exp)
		return z
	}
	z.mant, z.exp = nil, 0
	return z
}

func bitLen(x []Word) int {
	n := len(x)
	if n == 0 {
		return 0
	}
	return (n-1)*64 + bits.Len(uint(x[n-1]))
}

func trailingZeros(x []Word) uint {
	for i, w := range x {
		if w != 0 {
			return uint(i*64 + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

func bit(x []Word, i uint) bool {
	return i/64 < uint(len(x)) && x[i/64]>>(i%64)&1 == 1
}
