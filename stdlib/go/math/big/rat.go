package big

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// A Rat is a fraction in lowest terms. The zero Rat is 0.
type Rat struct {
	a Int
	b Int // positive, or 0 for 1
}

// NewRat returns a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

// denom returns the denominator.
func (x *Rat) denom() *Int {
	if len(x.b.abs) == 0 {
		return &Int{abs: []Word{1}}
	}
	return &x.b
}

// Num and Denom return the parts.
func (x *Rat) Num() *Int { return &x.a }
func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// SetFrac sets z to a/b.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	neg := a.neg != b.neg
	num, den := new(Int).Abs(a), new(Int).Abs(b)
	if g := new(Int).GCD(nil, nil, num, den); g.BitLen() > 1 {
		num.Quo(num, g)
		den.Quo(den, g)
	}
	z.a.set(neg, num.abs)
	z.b.set(false, den.abs)
	return z
}
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }

// SetInt and the others set z to a whole number or to x.
func (z *Rat) SetInt(x *Int) *Rat {
	z.a.Set(x)
	z.b.SetInt64(1)
	return z
}
func (z *Rat) SetInt64(x int64) *Rat   { return z.SetInt(NewInt(x)) }
func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }
func (z *Rat) Set(x *Rat) *Rat {
	if z != x {
		z.a.Set(&x.a)
		z.b.Set(x.denom())
	}
	return z
}

// SetFloat64 sets z to exactly f; it returns nil if f is not finite.
func (z *Rat) SetFloat64(f float64) *Rat {
	const bits = 52
	raw := math.Float64bits(f)
	mantissa, exponent := raw&(1<<bits-1), int(raw>>bits&2047)
	switch exponent {
	case 2047:
		return nil
	case 0:
		exponent = 1
	default:
		mantissa |= 1 << bits
	}
	shift := exponent - 1075
	a := new(Int).SetUint64(mantissa)
	a.set(f < 0, a.abs)
	b := NewInt(1)
	if shift > 0 {
		a.Lsh(a, uint(shift))
	} else {
		b.Lsh(b, uint(-shift))
	}
	return z.SetFrac(a, b)
}

// Abs, Neg and Inv change one number.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	return z.SetFrac(x.denom(), &x.a)
}

// cross returns x's numerator times y's denominator.
func cross(x, y *Rat) *Int { return new(Int).Mul(&x.a, y.denom()) }

// Add, Sub, Mul and Quo combine two numbers.
func (z *Rat) Add(x, y *Rat) *Rat {
	return z.SetFrac(new(Int).Add(cross(x, y), cross(y, x)), new(Int).Mul(x.denom(), y.denom()))
}
func (z *Rat) Sub(x, y *Rat) *Rat {
	return z.SetFrac(new(Int).Sub(cross(x, y), cross(y, x)), new(Int).Mul(x.denom(), y.denom()))
}
func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.SetFrac(new(Int).Mul(&x.a, &y.a), new(Int).Mul(x.denom(), y.denom()))
}
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	return z.SetFrac(cross(x, y), new(Int).Mul(x.denom(), &y.a))
}

// Cmp compares, Sign returns -1, 0 or +1, IsInt reports whether x is whole.
func (x *Rat) Cmp(y *Rat) int { return cross(x, y).Cmp(cross(y, x)) }
func (x *Rat) Sign() int      { return x.a.Sign() }
func (x *Rat) IsInt() bool    { return x.denom().BitLen() == 1 }

// Float64 and Float32 return the nearest number, and whether it is x.
func (x *Rat) Float64() (f float64, exact bool) {
	f = x.float(53, -1074, 1024)
	return f, !math.IsInf(f, 0) && new(Rat).SetFloat64(f).Cmp(x) == 0
}
func (x *Rat) Float32() (f float32, exact bool) {
	v := x.float(24, -149, 128)
	return float32(v), !math.IsInf(v, 0) && new(Rat).SetFloat64(v).Cmp(x) == 0
}

// float rounds to so many bits, the lowest not below 2^least; 2^limit is infinite.
func (x *Rat) float(bits, least, limit int) float64 {
	if len(x.a.abs) == 0 {
		return 0
	}
	a, b := new(Int).Abs(&x.a), new(Int).Set(x.denom())
	// The quotient of a*2^-e and b has bits or one more.
	e := max(a.BitLen()-b.BitLen()-bits, least)
	if e < 0 {
		a.Lsh(a, uint(-e))
	} else {
		b.Lsh(b, uint(e))
	}
	q, r := new(Int).QuoRem(a, b, new(Int))
	if q.BitLen() > bits {
		e++
		if q.Bit(0) == 1 {
			r.Add(r, b)
		}
		q.Rsh(q, 1)
		b.Lsh(b, 1)
	}
	m := q.Uint64()
	if half := r.Lsh(r, 1).Cmp(b); half > 0 || half == 0 && m&1 == 1 {
		m++
	}
	f := math.Ldexp(float64(m), e)
	if f >= math.Ldexp(1, limit-1)*2 {
		f = math.Inf(1)
	}
	if x.a.neg {
		return -f
	}
	return f
}

func (x *Rat) String() string { return x.a.String() + "/" + x.denom().String() }

// RatString is String without a denominator of 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x with so many digits after the point, the last one rounded.
func (x *Rat) FloatString(prec int) string {
	if x.IsInt() {
		s := x.a.String()
		if prec > 0 {
			s += "." + strings.Repeat("0", prec)
		}
		return s
	}
	scale := new(Int).Exp(NewInt(10), NewInt(int64(prec)), nil)
	n := new(Int).Abs(&x.a)
	n.Mul(n, scale)
	q, r := new(Int).QuoRem(n, x.denom(), new(Int))
	if r.Lsh(r, 1).Cmp(x.denom()) >= 0 {
		q.Add(q, NewInt(1))
	}
	s := q.String()
	if len(s) <= prec {
		s = strings.Repeat("0", prec+1-len(s)) + s
	}
	if prec > 0 {
		s = s[:len(s)-prec] + "." + s[len(s)-prec:]
	}
	if x.a.neg {
		s = "-" + s
	}
	return s
}

// FloatPrec returns how many digits after the point x has before they repeat, and whether they
// end there.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := new(Int).Set(x.denom())
	count := func(p int64) (n int) {
		for by, r := NewInt(p), new(Int); ; n++ {
			q, _ := new(Int).QuoRem(d, by, r)
			if len(r.abs) > 0 {
				return n
			}
			d = q
		}
	}
	twos, fives := count(2), count(5)
	return max(twos, fives), d.BitLen() == 1
}

// Scan reads a number for %e, %E, %f, %F, %g, %G and %v.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(r rune) bool { return strings.ContainsRune("0123456789+-/._eEpPxXabcdfABCDF", r) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// MarshalText, AppendText and UnmarshalText write and read text.
func (x *Rat) MarshalText() (text []byte, err error) { return x.AppendText(nil) }
func (x *Rat) AppendText(b []byte) ([]byte, error)   { return append(b, x.RatString()...), nil }
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}
