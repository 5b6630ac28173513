package big

import (
	"math"
)

const (
	MaxExp  = math.MaxInt32  // largest exponent
	MinExp  = math.MinInt32  // smallest exponent
	MaxPrec = math.MaxUint32 // largest precision
)

type form uint8

const (
	zero form = iota
	finite
	inf
)

// A Float is a binary number with a sign, a mantissa of prec bits and an exponent; or a signed
// zero or infinity. The zero Float is 0 with precision 0, which becomes that of the first operands.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	exp  int32  // the number is 0.mant * 2^exp
	mant []Word // odd
}

// An ErrNaN is the panic of an operation that has no number as its result.
type ErrNaN struct{ msg string }

func (err ErrNaN) Error() string { return err.msg }

// NewFloat returns x with precision 53.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// low returns the exponent of the mantissa's lowest bit.
func (x *Float) low() int64 { return int64(x.exp) - int64(bitLen(x.mant)) }

// SetPrec rounds z to a precision; 0 makes it zero unless it is infinite.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc = accuracy(z.neg)
			z.form, z.mant, z.exp = zero, nil, 0
		}
		return z
	}
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec < old {
		z.again()
	}
	return z
}

// again rounds z to a precision that has changed.
func (z *Float) again() {
	if z.form == finite {
		z.round(z.neg, z.mant, z.low(), false)
	}
}

// SetMode sets the mode of later operations.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode, z.acc = mode, Exact
	return z
}

// Prec, Mode and Acc return what z rounds to, how, and how the last result compares to the exact one.
func (x *Float) Prec() uint         { return uint(x.prec) }
func (x *Float) Mode() RoundingMode { return x.mode }
func (x *Float) Acc() Accuracy      { return x.acc }

// MinPrec returns the precision that x needs.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(bitLen(x.mant))
}

// Sign returns -1, 0 or +1.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Signbit reports whether x is negative or a negative zero.
func (x *Float) Signbit() bool { return x.neg }

// IsInf and IsInt report what x is.
func (x *Float) IsInf() bool { return x.form == inf }
func (x *Float) IsInt() bool {
	return x.form == zero || x.form == finite && x.low() >= 0
}

// MantExp returns the exponent, and the mantissa between 0.5 and 1 in mant, unless nil.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		if mant.form == finite {
			mant.exp = 0
		}
	}
	return exp
}

// SetMantExp sets z to mant * 2^exp.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Set(mant)
	if z.form == finite {
		// The sum of an int32 and what does not overflow.
		z.setExp(int64(z.exp) + int64(min(max(exp, -1<<40), 1<<40)))
	}
	return z
}

// setWhole sets z to a whole number; without precision it gets one of at least 64.
func (z *Float) setWhole(neg bool, abs []Word) *Float {
	if z.prec == 0 {
		z.prec = uint32(max(bitLen(abs), 64))
	}
	if len(abs) == 0 {
		return z.setZero(neg)
	}
	return z.round(neg, abs, 0, false)
}

func (z *Float) setZero(neg bool) *Float {
	z.acc, z.form, z.neg, z.mant, z.exp = Exact, zero, neg, nil, 0
	return z
}

// SetInt64 and the others set z to a number, rounded.
func (z *Float) SetInt64(x int64) *Float   { return z.SetInt(NewInt(x)) }
func (z *Float) SetUint64(x uint64) *Float { return z.SetInt(new(Int).SetUint64(x)) }
func (z *Float) SetInt(x *Int) *Float      { return z.setWhole(x.neg, x.abs) }
func (z *Float) SetFloat64(x float64) *Float {
	if z.prec == 0 {
		z.prec = 53
	}
	switch {
	case math.IsNaN(x):
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	case x == 0:
		return z.setZero(math.Signbit(x))
	case math.IsInf(x, 0):
		return z.SetInf(x < 0)
	}
	fraction, exp := math.Frexp(math.Abs(x))
	return z.round(x < 0, []Word{Word(math.Ldexp(fraction, 53))}, int64(exp)-53, false)
}
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(&x.a)
	}
	if z.prec == 0 {
		z.prec = uint32(max(x.a.BitLen(), x.denom().BitLen(), 64))
	}
	return z.divide(x.a.neg, x.a.abs, x.denom().abs, 0)
}
func (z *Float) SetInf(signbit bool) *Float {
	z.acc, z.form, z.neg, z.mant, z.exp = Exact, inf, signbit, nil, 0
	return z
}

// Set sets z to x, rounded if z has less precision.
func (z *Float) Set(x *Float) *Float {
	if z == x {
		return z
	}
	z.acc, z.form, z.neg, z.exp, z.mant = Exact, x.form, x.neg, x.exp, x.mant
	if z.prec == 0 {
		z.prec = x.prec
	} else if z.prec < x.prec {
		z.again()
	}
	return z
}

// Copy makes z the same as x. Mantissas are never written to, so they can be shared.
func (z *Float) Copy(x *Float) *Float {
	if z != x {
		*z = *x
	}
	return z
}

// whole returns x without what is behind the point, and whether that is all.
func (x *Float) whole() ([]Word, Accuracy) {
	switch low := x.low(); {
	case x.form == zero:
		return nil, Exact
	case x.exp <= 0:
		return nil, accuracy(x.neg)
	case low >= 0:
		return shift(x.mant, uint(low), true), Exact
	default:
		return shift(x.mant, uint(-low), false), accuracy(x.neg)
	}
}

// Uint64 and Int64 truncate x; what is out of range becomes the nearest number.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	}
	abs, acc := x.whole()
	// As Go has it, only mantissas of more bits make a fraction inexact.
	if x.exp > 0 && x.MinPrec() <= 64 {
		acc = Exact
	}
	return (&Int{abs: abs}).low(), acc
}
func (x *Float) Int64() (int64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.form == inf || x.exp > 63:
		if !x.neg {
			return math.MaxInt64, Below
		}
		if x.form == finite && x.exp == 64 && len(x.mant) == 1 && x.mant[0] == 1 {
			return math.MinInt64, Exact
		}
		return math.MinInt64, Above
	}
	abs, acc := x.whole()
	v := int64((&Int{abs: abs}).low())
	if x.neg {
		v = -v
	}
	return v, acc
}

// Float32 and Float64 return the nearest number.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.ieee(24, -126, 127)
	return float32(f), acc
}
func (x *Float) Float64() (float64, Accuracy) { return x.ieee(53, -1022, 1023) }

// ieee rounds x to a number of IEEE 754 with so many bits and exponents from least to most.
func (x *Float) ieee(bits, least, most int) (f float64, acc Accuracy) {
	sign := 1.0
	if x.neg {
		sign = -1
	}
	switch x.form {
	case zero:
		return math.Copysign(0, sign), Exact
	case inf:
		return math.Inf(int(sign)), Exact
	}
	// Below the least exponent there are fewer bits.
	if over := least - (int(x.exp) - 1); over > 0 {
		bits -= over
	}
	if bits < 0 {
		return math.Copysign(0, sign), accuracy(x.neg)
	}
	r := Float{prec: uint32(bits)}
	r.round(x.neg, x.mant, x.low(), false)
	switch {
	case r.form == zero:
		return math.Copysign(0, sign), r.acc
	case r.form == inf || int(r.exp)-1 > most:
		return math.Inf(int(sign)), accuracy(!x.neg)
	}
	return math.Copysign(math.Ldexp(float64(r.mant[0]), int(r.low())), sign), r.acc
}

// Int truncates x; an infinite one gives nil.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form != inf {
		z = new(Int)
	}
	if x.form == inf {
		return nil, accuracy(x.neg)
	}
	abs, acc := x.whole()
	return z.set(x.neg, append([]Word(nil), abs...)), acc
}

// Rat returns exactly x; nil if it is infinite.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.form == inf {
		return nil, accuracy(x.neg)
	}
	if z == nil {
		z = new(Rat)
	}
	if x.form == zero {
		return z.SetInt64(0), Exact
	}
	if low := x.low(); low >= 0 {
		z.a.set(x.neg, shift(x.mant, uint(low), true))
		z.b.SetInt64(1)
	} else {
		z.a.set(x.neg, append([]Word(nil), x.mant...))
		z.b.set(false, shift([]Word{1}, uint(-low), true))
	}
	return z, Exact
}

// Abs and Neg change the sign; a negative zero is possible.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}
