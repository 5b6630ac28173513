package big

import (
	"fmt"
	"io"
	"strings"
)

// Format formats x for %b, %o, %O, %d, %x, %X, %s and %v with flags, width and precision.
func (x *Int) Format(s fmt.State, ch rune) {
	base := 10
	switch ch {
	case 'b':
		base = 2
	case 'o', 'O':
		base = 8
	case 'd', 's', 'v':
	case 'x', 'X':
		base = 16
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		io.WriteString(s, "<nil>")
		return
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	prefix := ""
	if s.Flag('#') {
		switch ch {
		case 'b':
			prefix = "0b"
		case 'o':
			prefix = "0"
		case 'x':
			prefix = "0x"
		case 'X':
			prefix = "0X"
		}
	}
	if ch == 'O' {
		prefix = "0o"
	}
	digits := (&Int{abs: x.abs}).Text(base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	left, zeros, right := 0, 0, 0
	precision, precise := s.Precision()
	if precise {
		if len(digits) < precision {
			zeros = precision - len(digits)
		} else if digits == "0" && precision == 0 {
			return
		}
	}
	if width, ok := s.Width(); ok {
		if fill := width - len(sign) - len(prefix) - zeros - len(digits); fill > 0 {
			switch {
			case s.Flag('-'):
				right = fill
			case s.Flag('0') && !precise:
				zeros = fill
			default:
				left = fill
			}
		}
	}
	io.WriteString(s, strings.Repeat(" ", left)+sign+prefix+strings.Repeat("0", zeros)+digits+strings.Repeat(" ", right))
}

// MarshalText, UnmarshalText and the like write and read decimal digits.
func (x *Int) MarshalText() (text []byte, err error) {
	if x == nil {
		return []byte("<nil>"), nil
	}
	return x.AppendText(nil)
}
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.AppendText(nil)
}
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

// Float64 returns the nearest float64, and how it compares.
func (x *Int) Float64() (float64, Accuracy) { return new(Float).SetInt(x).Float64() }
