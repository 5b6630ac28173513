package big

// ProbablyPrime reports whether x is prime: by the tests of Miller and Rabin with the first 24
// primes, which are exact below 2^64, and beyond also by that of Lucas. No composite number is
// known that passes both.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	return !x.neg && prime(x.abs) && (len(x.abs) < 2 || x.lucas())
}

// lucas is the extra strong test of Lucas: n is odd and larger than 2^64. V is the sequence with
// V(0) = 2, V(1) = p, V(k+1) = p V(k) - V(k-1).
func (n *Int) lucas() bool {
	two := NewInt(2)
	p := int64(3)
	for ; ; p++ {
		j := Jacobi(NewInt(p*p-4), n)
		if j == 0 {
			return false
		}
		if j < 0 {
			break
		}
		// No p would ever do for a square.
		if root := new(Int).Sqrt(n); p == 40 && root.Mul(root, root).Cmp(n) == 0 {
			return false
		}
	}
	by := NewInt(p)
	step := func(x, y, less *Int) *Int {
		z := new(Int).Mul(x, y)
		return z.Mod(z.Sub(z, less), n)
	}
	s := new(Int).Add(n, NewInt(1))
	zeros := s.TrailingZeroBits()
	s.Rsh(s, zeros)
	// V(k) and V(k+1), k being the upper bits of s.
	v, next := two, by
	for i := s.BitLen() - 1; i >= 0; i-- {
		if s.Bit(i) == 1 {
			v, next = step(v, next, by), step(next, next, two)
		} else {
			v, next = step(v, v, two), step(v, next, by)
		}
	}
	minusTwo := new(Int).Sub(n, two)
	if v.Cmp(two) == 0 || v.Cmp(minusTwo) == 0 {
		u := new(Int).Mul(v, by)
		u.Sub(u, new(Int).Lsh(next, 1))
		if u.Mod(u, n).Sign() == 0 {
			return true
		}
	}
	for range zeros {
		switch {
		case v.Sign() == 0:
			return true
		case v.Cmp(two) == 0:
			return false
		}
		v = step(v, v, two)
	}
	return false
}
