// Package strconv converts basic types to strings and back.
package strconv

import "errors"

// IntSize is the number of bits of an int.
const IntSize = 64

// ErrRange means that a value does not fit its type.
var ErrRange = errors.New("value out of range")

// ErrSyntax means that the text is no such value.
var ErrSyntax = errors.New("invalid syntax")

// NumError says which conversion failed.
type NumError struct {
	Func string // the function: ParseInt, ...
	Num  string // its input
	Err  error  // the reason: ErrRange, ErrSyntax, ...
}

// Error describes the failure.
func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *NumError) Unwrap() error { return e.Err }

// What the native parsers answer.
const (
	ok = iota
	badSyntax
	outOfRange
	badBase
	badBitSize
)

// failed makes the error for a native parser's answer.
func failed(fn, num string, base, bitSize, code int) error {
	err := ErrSyntax
	switch code {
	case outOfRange:
		err = ErrRange
	case badBase:
		err = errors.New("invalid base " + Itoa(base))
	case badBitSize:
		err = errors.New("invalid bit size " + Itoa(bitSize))
	}
	return &NumError{fn, num, err}
}

// Natives.

// parseInt and parseUint return the value (the nearest one if outOfRange) and a code.
func parseInt(s string, base, bitSize int) (v int64, code int)
func parseUint(s string, base, bitSize int) (v uint64, code int)

// parseFloat parses the longest prefix that is a number: its value, its length, and a code.
func parseFloat(s string, bitSize int) (v float64, size, code int)

func formatInt(i int64, base int) string
func formatUint(i uint64, base int) string
func formatFloat(f float64, fmt byte, prec, bitSize int) string

// Itoa writes i in decimal.
func Itoa(i int) string

// Atoi is ParseInt in base 10 for an int.
func Atoi(s string) (int, error) {
	v, code := parseInt(s, 10, 0)
	if code != ok {
		return int(v), failed("Atoi", s, 10, 0, code)
	}
	return int(v), nil
}

// ParseInt parses an integer in the given base (0: by prefix) that must fit bitSize bits.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	v, code := parseInt(s, base, bitSize)
	if code != ok {
		return v, failed("ParseInt", s, base, bitSize, code)
	}
	return v, nil
}

// ParseUint is ParseInt for numbers without sign.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	v, code := parseUint(s, base, bitSize)
	if code != ok {
		return v, failed("ParseUint", s, base, bitSize, code)
	}
	return v, nil
}

// ParseFloat parses a number to the nearest of bitSize 32 or 64.
func ParseFloat(s string, bitSize int) (float64, error) {
	v, size, code := parseFloat(s, bitSize)
	if code != badSyntax && size != len(s) {
		v, code = 0, badSyntax
	}
	if code != ok {
		return v, failed("ParseFloat", s, 0, bitSize, code)
	}
	return v, nil
}

// ParseComplex parses N, Ni or N±Ni, in parentheses or not, for bitSize 64 or 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	v, code := parseComplex(s, bitSize)
	if code != ok {
		return v, failed("ParseComplex", s, 0, bitSize, code)
	}
	return v, nil
}

func parseComplex(s string, bitSize int) (complex128, int) {
	part := 64
	if bitSize == 64 {
		part = 32
	}
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	re, size, code := parseFloat(s, part)
	s = s[size:]
	switch {
	case code == badSyntax:
		return 0, badSyntax
	case s == "":
		return complex(re, 0), code
	case s == "i":
		return complex(0, re), code
	case s[0] == '+' && len(s) > 1 && s[1] != '+':
		s = s[1:]
	case s[0] != '+' && s[0] != '-':
		return 0, badSyntax
	}
	im, size, imCode := parseFloat(s, part)
	if imCode == badSyntax || s[size:] != "i" {
		return 0, badSyntax
	}
	return complex(re, im), max(code, imCode)
}

// ParseBool accepts 1, t, T, TRUE, true, True and 0, f, F, FALSE, false, False.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, failed("ParseBool", str, 0, 0, badSyntax)
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// FormatInt writes i in base 2 to 36.
func FormatInt(i int64, base int) string {
	checkBase(base)
	return formatInt(i, base)
}

// FormatUint writes i in base 2 to 36.
func FormatUint(i uint64, base int) string {
	checkBase(base)
	return formatUint(i, base)
}

func checkBase(base int) {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
}

// FormatFloat writes f in format b, e, E, f, g, G, x or X; precision -1 is the least that is exact.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal FormatFloat bitSize")
	}
	return formatFloat(f, fmt, prec, bitSize)
}

// FormatComplex writes c as (a+bi).
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := formatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + formatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// AppendBool appends what FormatBool returns.
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

// AppendInt appends what FormatInt returns.
func AppendInt(dst []byte, i int64, base int) []byte { return append(dst, FormatInt(i, base)...) }

// AppendUint appends what FormatUint returns.
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }

// AppendFloat appends what FormatFloat returns.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat bitSize")
	}
	return append(dst, formatFloat(f, fmt, prec, bitSize)...)
}
