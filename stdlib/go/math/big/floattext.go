package big

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// A decimal is 0.digits * 10^exp; digits has no zeros at its end.
type decimal struct {
	digits string
	exp    int
}

// newDecimal returns man * 2^e.
func newDecimal(man []Word, e int64) decimal {
	if len(man) == 0 {
		return decimal{}
	}
	point := int64(0)
	if e >= 0 {
		man = shift(man, uint(e), true)
	} else {
		_, man = mul(false, man, false, pow([]Word{5}, uint(-e)))
		point = e
	}
	s := text(man, 10)
	return decimal{strings.TrimRight(s, "0"), len(s) + int(point)}
}

// cut returns d with at most n digits, toward zero or away from it.
func (d decimal) cut(n int, up bool) decimal {
	switch {
	case n < 0 || n >= len(d.digits):
		return d
	case !up:
		return decimal{strings.TrimRight(d.digits[:n], "0"), d.exp}.normal()
	}
	head := strings.TrimRight(d.digits[:n], "9")
	if head == "" {
		return decimal{"1", d.exp + 1}
	}
	last := len(head) - 1
	return decimal{head[:last] + string(head[last]+1), d.exp}
}

// normal is 0 with exponent 0.
func (d decimal) normal() decimal {
	if d.digits == "" {
		return decimal{}
	}
	return d
}

// round returns d with at most n digits; what is in the middle goes to an even digit.
func (d decimal) round(n int) decimal {
	if n < 0 || n >= len(d.digits) {
		return d
	}
	middle := d.digits[n] == '5' && n+1 == len(d.digits)
	up := d.digits[n] >= '5'
	if middle {
		up = n > 0 && (d.digits[n-1]-'0')%2 == 1
	}
	return d.cut(n, up)
}

func (d decimal) less(x decimal) bool {
	if d.exp != x.exp && d.digits != "" && x.digits != "" {
		return d.exp < x.exp
	}
	return d.digits < x.digits
}

// shortest returns the decimal with fewest digits that x is nearest to, of the numbers of its
// precision.
func (x *Float) shortest(d decimal) decimal {
	if x.form != finite {
		return d
	}
	// The borders are half a unit of the last place away.
	k := uint(int64(x.prec) - int64(bitLen(x.mant)) + 1)
	man := shift(x.mant, k, true)
	e := x.low() - int64(k)
	one := []Word{1}
	_, under := sub(false, man, false, one)
	_, over := add(false, man, false, one)
	lower, upper := newDecimal(under, e), newDecimal(over, e)
	even := man[0]&2 == 0
	inside := func(c decimal) bool {
		return lower.less(c) && c.less(upper) || even && (c == lower || c == upper)
	}
	for n := 1; n < len(d.digits); n++ {
		near := d.round(n)
		if inside(near) {
			return near
		}
		for _, up := range []bool{false, true} {
			if c := d.cut(n, up); inside(c) {
				return c
			}
		}
	}
	return d
}

// Text returns x in a format of strconv.FormatFloat or %p, with so many digits, or as few as
// identify x.
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

func (x *Float) String() string { return x.Text('g', 10) }

// Append appends what Text returns.
func (x *Float) Append(buf []byte, format byte, prec int) []byte {
	start := len(buf)
	if x.neg {
		buf = append(buf, '-')
	}
	if x.form == inf {
		if !x.neg {
			buf = append(buf, '+')
		}
		return append(buf, "Inf"...)
	}
	switch format {
	case 'b':
		return x.appendBinary(buf)
	case 'p':
		return x.appendMantissa(buf)
	case 'x':
		return x.appendHex(buf, prec)
	case 'e', 'E', 'f', 'g', 'G':
	default:
		return append(buf[:start], '%', format)
	}
	var d decimal
	if x.form == finite {
		d = newDecimal(x.mant, x.low())
	}
	shortest := prec < 0
	if shortest {
		d = x.shortest(d)
		switch format {
		case 'e', 'E':
			prec = len(d.digits) - 1
		case 'f':
			prec = max(len(d.digits)-d.exp, 0)
		default:
			prec = len(d.digits)
		}
	} else {
		switch format {
		case 'e', 'E':
			d = d.round(1 + prec)
		case 'f':
			if d.exp+prec < 0 {
				d = decimal{}
			} else {
				d = d.round(d.exp + prec)
			}
		default:
			prec = max(prec, 1)
			d = d.round(prec)
		}
	}
	switch format {
	case 'e', 'E':
		return d.appendExponent(buf, format, prec)
	case 'f':
		return d.appendFixed(buf, prec)
	}
	most := prec
	if most > len(d.digits) && len(d.digits) >= d.exp {
		most = len(d.digits)
	}
	if shortest {
		most = 6
	}
	if exp := d.exp - 1; exp < -4 || exp >= most {
		return d.appendExponent(buf, format+'e'-'g', min(prec, len(d.digits))-1)
	}
	return d.appendFixed(buf, max(len(d.digits)-d.exp, 0))
}

// appendExponent appends d.ddde±dd.
func (d decimal) appendExponent(buf []byte, letter byte, prec int) []byte {
	first, rest, exp := "0", "", 0
	if d.digits != "" {
		first, rest, exp = d.digits[:1], d.digits[1:], d.exp-1
	}
	buf = append(buf, first...)
	if prec > 0 {
		buf = append(buf, '.')
		buf = append(buf, rest...)
		for i := len(rest); i < prec; i++ {
			buf = append(buf, '0')
		}
	}
	return fmt.Appendf(buf, "%c%+03d", letter, exp)
}

// appendFixed appends ddd.ddd.
func (d decimal) appendFixed(buf []byte, prec int) []byte {
	at := func(i int) byte {
		if i < 0 || i >= len(d.digits) {
			return '0'
		}
		return d.digits[i]
	}
	if d.exp <= 0 {
		buf = append(buf, '0')
	}
	for i := 0; i < d.exp; i++ {
		buf = append(buf, at(i))
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := range prec {
			buf = append(buf, at(d.exp+i))
		}
	}
	return buf
}

// appendBinary appends the mantissa as a whole number of prec bits and an exponent of two.
func (x *Float) appendBinary(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	k := uint(int64(x.prec) - int64(bitLen(x.mant)))
	buf = append(buf, text(shift(x.mant, k, true), 10)...)
	return fmt.Appendf(buf, "p%+d", int64(x.exp)-int64(x.prec))
}

// appendMantissa appends 0x.ddd as the mantissa and an exponent of two.
func (x *Float) appendMantissa(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	// The first digit holds four bits.
	k := uint(4-bitLen(x.mant)%4) % 4
	digits := strings.TrimRight(text(shift(x.mant, k, true), 16), "0")
	return fmt.Appendf(buf, "0x.%sp%+d", digits, x.exp)
}

// appendHex appends 0x1.ddd as the mantissa, rounded to so many digits, and an exponent of two.
func (x *Float) appendHex(buf []byte, prec int) []byte {
	digits, exp := "0", int64(0)
	if x.form == finite {
		r := new(Float).Set(x)
		if prec >= 0 {
			r = new(Float).SetPrec(uint(1 + 4*prec)).SetMode(x.mode).Set(x)
		}
		if r.form == inf {
			return append(buf, "Inf"...)
		}
		// The first digit holds one bit.
		k := uint(4-(bitLen(r.mant)-1)%4) % 4
		digits, exp = text(shift(r.mant, k, true), 16), int64(r.exp)-1
	}
	buf = append(buf, "0x"...)
	buf = append(buf, digits[0])
	if prec < 0 {
		prec = len(digits) - 1
	}
	if prec > 0 {
		buf = append(buf, '.')
		buf = append(buf, digits[1:]...)
		for i := len(digits) - 1; i < prec; i++ {
			buf = append(buf, '0')
		}
	}
	return fmt.Appendf(buf, "p%+03d", exp)
}

// Format formats x for the verbs of floats and %p.
func (x *Float) Format(s fmt.State, format rune) {
	prec, precise := s.Precision()
	if !precise {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'v', 'g', 'G':
		if format == 'v' {
			format = 'g'
		}
		if !precise {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	digits := x.Append(nil, byte(format), prec)
	sign := ""
	if digits[0] == '-' || digits[0] == '+' {
		sign, digits = string(digits[:1]), digits[1:]
		if sign == "+" && s.Flag(' ') {
			sign = " "
		}
	} else if s.Flag('+') {
		sign = "+"
	} else if s.Flag(' ') {
		sign = " "
	}
	width, _ := s.Width()
	fill := max(width-len(sign)-len(digits), 0)
	switch {
	case s.Flag('0') && x.form != inf:
		io.WriteString(s, sign)
		s.Write(bytes.Repeat([]byte("0"), fill))
		s.Write(digits)
	case s.Flag('-'):
		io.WriteString(s, sign)
		s.Write(digits)
		s.Write(bytes.Repeat([]byte(" "), fill))
	default:
		s.Write(bytes.Repeat([]byte(" "), fill))
		io.WriteString(s, sign)
		s.Write(digits)
	}
}
