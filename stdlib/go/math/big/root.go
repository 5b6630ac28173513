package big

// Jacobi returns the symbol (x/y); y is odd.
func Jacobi(x, y *Int) int {
	if len(y.abs) == 0 || y.abs[0]&1 == 0 {
		panic("big: invalid 2nd argument to Int.Jacobi: need odd integer but got " + y.String())
	}
	j := 1
	a, b := new(Int).Set(x), new(Int).Set(y)
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for {
		if b.Cmp(&Int{abs: []Word{1}}) == 0 {
			return j
		}
		if len(a.abs) == 0 {
			return 0
		}
		a.Mod(a, b)
		if len(a.abs) == 0 {
			return 0
		}
		s := a.TrailingZeroBits()
		if mod8 := b.abs[0] & 7; s&1 == 1 && (mod8 == 3 || mod8 == 5) {
			j = -j
		}
		c := new(Int).Rsh(a, s)
		if b.abs[0]&3 == 3 && c.abs[0]&3 == 3 {
			j = -j
		}
		a, b = b, c
	}
}

// ModSqrt sets z to a square root of x modulo the odd prime p; it returns nil if there is none.
// (Tonelli and Shanks)
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	x = new(Int).Mod(x, p)
	one := NewInt(1)
	q := new(Int).Sub(p, one)
	s := q.TrailingZeroBits()
	q.Rsh(q, s)
	n := NewInt(2)
	for Jacobi(n, p) != -1 {
		n.Add(n, one)
	}
	y := new(Int).Exp(x, new(Int).Rsh(new(Int).Add(q, one), 1), p)
	b := new(Int).Exp(x, q, p)
	g := new(Int).Exp(n, q, p)
	for r := s; ; {
		m := uint(0)
		for t := new(Int).Set(b); t.Cmp(one) != 0; m++ {
			t.Mod(t.Mul(t, t), p)
		}
		if m == 0 {
			return z.Set(y)
		}
		t := new(Int).Exp(g, new(Int).Lsh(one, r-m-1), p)
		g.Mod(g.Mul(t, t), p)
		y.Mod(y.Mul(y, t), p)
		b.Mod(b.Mul(b, g), p)
		r = m
	}
}
