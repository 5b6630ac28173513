package big

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

var (
	errNoDigits  = errors.New("number has no digits")
	errSeparator = errors.New("'_' must separate successive digits")
)

// A reader reads the parts of numbers; it looks at one byte more than it takes.
type reader struct{ io.ByteScanner }

// next returns the next byte, or 0 at the end.
func (r reader) next() (byte, error) {
	c, err := r.ReadByte()
	if err == io.EOF {
		return 0, nil
	}
	return c, err
}

// back puts back what next returned.
func (r reader) back(c byte) {
	if c != 0 {
		r.UnreadByte()
	}
}

func (r reader) sign() (neg bool, err error) {
	c, err := r.ReadByte()
	if err != nil {
		return false, err
	}
	if c != '-' && c != '+' {
		r.UnreadByte()
	}
	return c == '-', nil
}

// digits reads a natural number in a base, or for 0 in that of its prefix, when underscores may
// stand between digits. With point, there may be one, no zero alone is a prefix, and fraction is
// how many digits follow it.
func (r reader) digits(base int, point bool) (abs []Word, actual, fraction int, err error) {
	underscores := base == 0
	last := byte('.')
	octal := false
	c, err := r.next()
	if err != nil {
		return nil, 0, 0, err
	}
	var values []byte
	if base == 0 {
		base = 10
		if c == '0' {
			if c, err = r.next(); err != nil {
				return nil, 0, 0, err
			}
			last = '0'
			switch {
			case c|0x20 == 'b':
				base = 2
			case c|0x20 == 'o':
				base = 8
			case c|0x20 == 'x':
				base = 16
			case !point:
				base, octal = 8, true
			default:
				values = append(values, 0)
			}
			if base != 10 && !octal {
				if c, err = r.next(); err != nil {
					return nil, 0, 0, err
				}
			}
		}
	}
	misplaced, dot := false, -1
	for ; c != 0; c, err = r.next() {
		if c == '.' && point && dot < 0 {
			misplaced = misplaced || last == '_'
			last, dot = c, len(values)
			continue
		}
		if c == '_' && underscores {
			misplaced = misplaced || last != '0'
			last = c
			continue
		}
		v := digit(c, base)
		if v >= base {
			break
		}
		values, last = append(values, byte(v)), '0'
	}
	if err != nil {
		return nil, 0, 0, err
	}
	r.back(c)
	if misplaced || last == '_' {
		err = errSeparator
	}
	if len(values) == 0 {
		if octal {
			return nil, 10, 0, err
		}
		return nil, base, 0, errNoDigits
	}
	if dot >= 0 {
		fraction = len(values) - dot
	}
	return parse(values, base), base, fraction, err
}

// digit returns a digit's value; capitals are the same as small letters up to base 36.
func digit(c byte, base int) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 36
	}
	return math.MaxInt
}

// exponent reads an exponent and the base it is for, if there is one.
func (r reader) exponent(underscores bool) (exp int64, base int, err error) {
	c, err := r.next()
	switch {
	case err != nil:
		return 0, 10, err
	case c == 'e' || c == 'E':
		base = 10
	case c == 'p' || c == 'P':
		base = 2
	default:
		r.back(c)
		return 0, 10, nil
	}
	var text []byte
	if c, err = r.next(); err == nil && (c == '+' || c == '-') {
		if c == '-' {
			text = append(text, c)
		}
		c, err = r.next()
	}
	last, misplaced := byte('.'), false
	count := 0
	for ; err == nil && c != 0; c, err = r.next() {
		if c == '_' && underscores {
			misplaced = misplaced || last != '0'
			last = c
			continue
		}
		if c < '0' || c > '9' {
			r.back(c)
			break
		}
		text, last = append(text, c), '0'
		count++
	}
	if err != nil {
		return 0, base, err
	}
	if count == 0 {
		return 0, base, errNoDigits
	}
	exp, err = strconv.ParseInt(string(text), 10, 64)
	if err == nil && (misplaced || last == '_') {
		err = errSeparator
	}
	return exp, base, err
}

// whole checks that nothing is left to read.
func (r reader) whole() error {
	c, err := r.ReadByte()
	if err == nil {
		return fmt.Errorf("expected end of string, found %q", c)
	}
	if err == io.EOF {
		return nil
	}
	return err
}

// scan reads an Int.
func (z *Int) scan(r reader, base int) error {
	neg, err := r.sign()
	if err != nil {
		return err
	}
	abs, _, _, err := r.digits(base, false)
	if err == nil || err == errSeparator {
		z.set(neg, abs)
	}
	return err
}

// SetString sets z to the number that s is, in a base or, for 0, in that of its prefix.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	if base != 0 && (base < 2 || base > MaxBase) {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	r := reader{strings.NewReader(s)}
	if z.scan(r, base) != nil || r.whole() != nil {
		return nil, false
	}
	return z, true
}

// A stateReader makes bytes of what fmt scans.
type stateReader struct{ fmt.ScanState }

func (r stateReader) ReadByte() (byte, error) {
	c, size, err := r.ReadRune()
	if size != 1 && err == nil {
		err = fmt.Errorf("invalid rune %#U", c)
	}
	return byte(c), err
}
func (r stateReader) UnreadByte() error { return r.UnreadRune() }

// Scan reads a number for %b, %o, %d, %x, %X, %s and %v.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	return z.scan(reader{stateReader{s}}, base)
}

// SetString sets z to a fraction a/b or a number with point and exponent, both perhaps none.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if num, den, ok := strings.Cut(s, "/"); ok {
		a, ok := new(Int).SetString(num, 0)
		if !ok {
			return nil, false
		}
		r := reader{strings.NewReader(den)}
		abs, _, _, err := r.digits(0, false)
		if err != nil || r.whole() != nil || len(abs) == 0 {
			return nil, false
		}
		return z.SetFrac(a, &Int{abs: abs}), true
	}
	r := reader{strings.NewReader(s)}
	neg, err := r.sign()
	if err != nil {
		return nil, false
	}
	abs, base, fraction, err := r.digits(0, true)
	if err != nil {
		return nil, false
	}
	exp, expBase, err := r.exponent(true)
	if err != nil || r.whole() != nil {
		return nil, false
	}
	if len(abs) == 0 {
		return z.SetInt64(0), true
	}
	twos, fives := powers(base, fraction, exp, expBase)
	if fives < -1e6 || fives > 1e6 || twos < -1e7 || twos > 1e7 {
		return nil, false
	}
	num, den := &Int{abs: abs}, NewInt(1)
	for _, factor := range []struct {
		base, exp int64
	}{{2, twos}, {5, fives}} {
		power := new(Int).Exp(NewInt(factor.base), NewInt(max(factor.exp, -factor.exp)), nil)
		if factor.exp < 0 {
			den.Mul(den, power)
		} else {
			num.Mul(num, power)
		}
	}
	return z.SetFrac(num.set(neg, num.abs), den), true
}

// powers returns the powers of 2 and 5 that a number with so many digits behind its point, in a
// base, is to be multiplied with.
func powers(base, fraction int, exp int64, expBase int) (twos, fives int64) {
	per := map[int]int64{2: 1, 8: 3, 10: 1, 16: 4}[base]
	twos = -int64(fraction) * per
	if base == 10 {
		fives = twos
	}
	twos += exp
	if expBase == 10 {
		fives += exp
	}
	return twos, fives
}
