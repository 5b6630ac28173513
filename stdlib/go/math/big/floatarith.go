package big

// operands gives z a precision if it has none.
func (z *Float) operands(x, y *Float) {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
}

// notNumber leaves 0 in z and panics.
func (z *Float) notNumber(msg string) {
	z.setZero(false)
	panic(ErrNaN{msg})
}

// Add, Sub, Mul and Quo combine two numbers. They panic with ErrNaN if there is no result.
func (z *Float) Add(x, y *Float) *Float {
	if x.form == inf && y.form == inf && x.neg != y.neg {
		z.notNumber("addition of infinities with opposite signs")
	}
	return z.sum(x, y, y.neg)
}
func (z *Float) Sub(x, y *Float) *Float {
	if x.form == inf && y.form == inf && x.neg == y.neg {
		z.notNumber("subtraction of infinities with equal signs")
	}
	return z.sum(x, y, !y.neg)
}
func (z *Float) Mul(x, y *Float) *Float {
	z.operands(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		_, man := mul(false, x.mant, false, y.mant)
		return z.round(neg, man, x.low()+y.low(), false)
	case x.form == zero && y.form == inf || x.form == inf && y.form == zero:
		z.notNumber("multiplication of zero with infinity")
	case x.form == inf || y.form == inf:
		return z.SetInf(neg)
	}
	return z.setZero(neg)
}
func (z *Float) Quo(x, y *Float) *Float {
	z.operands(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		return z.divide(neg, x.mant, y.mant, x.low()-y.low())
	case x.form == y.form:
		z.notNumber("division of zero by zero or infinity by infinity")
	case x.form == zero || y.form == inf:
		return z.setZero(neg)
	}
	return z.SetInf(neg)
}

// sum adds x and y, whose sign is yneg.
func (z *Float) sum(x, y *Float, yneg bool) *Float {
	z.operands(x, y)
	switch {
	case x.form == finite && y.form == finite:
		return z.sumFinite(x, y, yneg)
	case x.form == zero && y.form == zero:
		return z.setZero(x.neg && yneg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	z.Set(y)
	z.neg = yneg
	return z
}

func (z *Float) sumFinite(x, y *Float, yneg bool) *Float {
	a, b, aneg, bneg := x, y, x.neg, yneg
	if a.exp < b.exp {
		a, b, aneg, bneg = b, a, bneg, aneg
	}
	// What is far below the last bit of the result counts only as being there.
	const far = 3
	if gap := int64(a.exp) - int64(b.exp); gap > int64(max(bitLen(a.mant), int(z.prec)))+far {
		k := uint(max(0, int64(z.prec)-int64(bitLen(a.mant)))) + far
		man := shift(a.mant, k, true)
		if aneg != bneg {
			// One less, and a bit more.
			_, man = sub(false, man, false, []Word{1})
		}
		return z.round(aneg, man, a.low()-int64(k), true)
	}
	low := min(a.low(), b.low())
	neg, man := add(aneg, shift(a.mant, uint(a.low()-low), true), bneg, shift(b.mant, uint(b.low()-low), true))
	if len(man) == 0 {
		return z.setZero(z.mode == ToNegativeInf)
	}
	return z.round(neg, man, low, false)
}

// divide sets z to a/b * 2^e.
func (z *Float) divide(neg bool, a, b []Word, e int64) *Float {
	k := max(0, int64(z.prec)+2+int64(bitLen(b))-int64(bitLen(a)))
	a = shift(a, uint(k), true)
	_, q := quo(false, a, false, b)
	_, r := rem(false, a, false, b)
	return z.round(neg, q, e-k, len(r) > 0)
}

// Cmp compares.
func (x *Float) Cmp(y *Float) int {
	a, b := x.order(), y.order()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == -1:
		return y.cmpAbs(x)
	case a == 1:
		return x.cmpAbs(y)
	}
	return 0
}

// order places x among the infinities, the finite numbers of a sign, and zero.
func (x *Float) order() int { return x.Sign() * int(x.form) }

// cmpAbs compares the absolute values of finite numbers.
func (x *Float) cmpAbs(y *Float) int {
	switch {
	case x.exp < y.exp:
		return -1
	case x.exp > y.exp:
		return 1
	}
	n := max(bitLen(x.mant), bitLen(y.mant))
	a := Int{abs: shift(x.mant, uint(n-bitLen(x.mant)), true)}
	b := Int{abs: shift(y.mant, uint(n-bitLen(y.mant)), true)}
	return a.CmpAbs(&b)
}

// Sqrt sets z to the square root of x, rounded.
func (z *Float) Sqrt(x *Float) *Float {
	if z.prec == 0 {
		z.prec = x.prec
	}
	switch {
	case x.Sign() < 0:
		panic(ErrNaN{"square root of negative operand"})
	case x.form == zero:
		return z.setZero(x.neg)
	case x.form == inf:
		return z.SetInf(false)
	}
	low := x.low()
	k := max(0, 2*(int64(z.prec)+2)-int64(bitLen(x.mant)))
	if (low-k)%2 != 0 {
		k++
	}
	man := shift(x.mant, uint(k), true)
	root := sqrt(man)
	_, square := mul(false, root, false, root)
	more := (&Int{abs: square}).CmpAbs(&Int{abs: man}) != 0
	return z.round(false, root, (low-k)/2, more)
}
