package big

import (
	"errors"
	"fmt"
	"strings"
)

// Parse sets z to the number that all of s is, in base 2, 8, 10, 16 or, for 0, that of its prefix.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	switch strings.TrimLeft(s, "+-") {
	case "Inf", "inf":
		if len(s) <= 4 {
			return z.SetInf(s[0] == '-'), 0, nil
		}
	}
	r := reader{strings.NewReader(s)}
	if b, err = z.scan(r, base); err != nil {
		return nil, b, err
	}
	if err = r.whole(); err != nil {
		return nil, b, err
	}
	return z, b, nil
}

// ParseFloat parses s with a precision and mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// SetString sets z to the number that all of s is.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// Scan reads a number for any verb.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	_, err := z.scan(reader{stateReader{s}}, 0)
	return err
}

func (z *Float) scan(r reader, base int) (b int, err error) {
	switch base {
	case 0, 2, 8, 10, 16:
	default:
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	if z.prec == 0 {
		z.prec = 64
	}
	z.setZero(false)
	neg, err := r.sign()
	if err != nil {
		return 0, err
	}
	man, b, fraction, err := r.digits(base, true)
	if err != nil {
		return b, err
	}
	exp, expBase, err := r.exponent(base == 0)
	if err != nil {
		return b, err
	}
	if len(man) == 0 {
		z.setZero(neg)
		return b, nil
	}
	twos, fives := powers(b, fraction, exp, expBase)
	if e := twos + int64(bitLen(man)); e < MinExp || e > MaxExp {
		return b, errors.New("exponent overflow")
	}
	z.scale(neg, man, twos, fives)
	return b, nil
}

// scale sets z to man * 2^twos * 5^fives.
func (z *Float) scale(neg bool, man []Word, twos, fives int64) {
	// Powers up to this one are exact; beyond, they are rounded to 64 bits more than z has.
	const exact = 4096
	switch {
	case fives == 0:
		z.round(neg, man, twos, false)
	case fives > 0 && fives <= exact:
		_, man = mul(false, man, false, pow([]Word{5}, uint(fives)))
		z.round(neg, man, twos, false)
	case fives < 0 && fives >= -exact:
		z.divide(neg, man, pow([]Word{5}, uint(-fives)), twos)
	default:
		power := new(Float).SetPrec(uint(z.prec)+64).power(5, uint64(max(fives, -fives)))
		x := new(Float).SetPrec(uint(bitLen(man))).round(neg, man, 0, false)
		x.setExp(int64(x.exp) + twos)
		if fives < 0 {
			z.Quo(x, power)
		} else {
			z.Mul(x, power)
		}
	}
}

// power sets z to x to the power of n.
func (z *Float) power(x, n uint64) *Float {
	z.SetUint64(1)
	square := new(Float).SetPrec(z.Prec() + 64).SetUint64(x)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			z.Mul(z, square)
		}
		square.Mul(square, square)
	}
	return z
}
