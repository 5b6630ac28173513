package fmt

import (
	"errors"
	"io"
	"strconv"
)

// Natives.

// target tells what a pointer points to: its kind as in package reflect, its size in bits and
// the pointer's type; for []byte the kind is bytesKind, and notPointer if arg is no pointer.
func target(arg any) (kind, bits int, name string)

// The stores keep of a number what fits the pointer's target.
func storeWord(arg any, v uint64)
func storeFloat(arg any, v float64)
func storeComplex(arg any, v complex128)
func storeString(arg any, v string)
func storeBytes(arg any, v []byte)

// Kinds of targets.
const (
	notPointer  = -1
	bytesKind   = -2
	boolKind    = 1
	intKind     = 2
	int64Kind   = 6
	uintKind    = 7
	uintptrKind = 12
	float32Kind = 13
	float64Kind = 14
	complexKind = 15
	complexLast = 16
	stringKind  = 24
)

const (
	binary      = "01"
	octal       = "01234567"
	decimal     = "0123456789"
	hexadecimal = "0123456789aAbBcCdDeEfF"
	sign        = "+-"
)

// operand scans one value under a verb.
func (s *scanner) operand(verb rune, arg any) {
	s.token = s.token[:0]
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err == io.EOF {
			s.fail(io.ErrUnexpectedEOF)
		} else if err != nil {
			s.fail(err)
		}
		return
	}
	kind, bits, name := target(arg)
	switch {
	case kind == notPointer:
		s.failText("type not a pointer: " + name)
	case kind == bytesKind:
		if text := s.text(verb); s.err == nil {
			storeBytes(arg, []byte(text))
		}
	case kind == boolKind:
		if v := s.boolean(verb); s.err == nil {
			storeWord(arg, v)
		}
	case intKind <= kind && kind <= int64Kind:
		if v := s.integer(verb, bits); s.err == nil {
			storeWord(arg, uint64(v))
		}
	case uintKind <= kind && kind <= uintptrKind:
		if v := s.unsigned(verb, bits); s.err == nil {
			storeWord(arg, v)
		}
	case kind == float32Kind || kind == float64Kind:
		if s.allow(verb, "beEfFgGv", "float"+strconv.Itoa(bits)) {
			s.SkipSpace()
			s.more()
			s.floatToken()
			if v := s.float(string(s.token), bits); s.err == nil {
				storeFloat(arg, v)
			}
		}
	case kind == complexKind || kind == complexLast:
		if v := s.complex(verb, bits/2); s.err == nil {
			storeComplex(arg, v)
		}
	case kind == stringKind:
		if text := s.text(verb); s.err == nil {
			storeString(arg, text)
		}
	default:
		s.failText("can't scan type: " + name)
	}
}

func (s *scanner) allow(verb rune, verbs, what string) bool {
	if !among(verbs, verb) {
		s.failText("bad verb '%" + string(verb) + "' for " + what)
	}
	return s.err == nil
}

func (s *scanner) boolean(verb rune) uint64 {
	s.SkipSpace()
	if !s.more() || !s.allow(verb, "tv", "boolean") {
		return 0
	}
	switch s.next() {
	case '1':
		return 1
	case 't', 'T':
		if s.take("rR") && (!s.take("uU") || !s.take("eE")) {
			s.fail(errBoolean)
		}
		return 1
	case 'f', 'F':
		if s.take("aA") && (!s.take("lL") || !s.take("sS") || !s.take("eE")) {
			s.fail(errBoolean)
		}
	}
	return 0
}

// number reads the digits of an integer into the token, and returns their base (0: by prefix).
func (s *scanner) number(verb rune, signed bool) (base int) {
	s.SkipSpace()
	if !s.more() || !s.allow(verb, "bdoUxXv", "integer") {
		return 10
	}
	base, digits := 10, decimal
	switch verb {
	case 'b':
		base, digits = 2, binary
	case 'o':
		base, digits = 8, octal
	case 'x', 'X', 'U':
		base, digits = 16, hexadecimal
	}
	some := false
	if verb == 'U' {
		if s.next() != 'U' || s.next() != '+' {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.take(sign)
		}
		if verb == 'v' {
			base, digits = 0, decimal+"_"
			if some = s.take("0"); some {
				switch {
				case s.take("bB"):
					digits = binary + "_"
				case s.take("oO"):
					digits = octal + "_"
				case s.take("xX"):
					digits = hexadecimal + "_"
				default:
					digits = octal + "_"
				}
			}
		}
	}
	if !some && s.more() && !s.take(digits) {
		s.failText("expected integer")
	}
	s.takeAll(digits)
	return base
}

func (s *scanner) integer(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.character(bits)
	}
	base := s.number(verb, true)
	if s.err != nil {
		return 0
	}
	v, err := strconv.ParseInt(string(s.token), base, 64)
	if err != nil {
		s.fail(err)
	} else if v<<(64-bits)>>(64-bits) != v {
		s.failText("integer overflow on token " + string(s.token))
	}
	return v
}

func (s *scanner) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.character(bits))
	}
	base := s.number(verb, false)
	if s.err != nil {
		return 0
	}
	v, err := strconv.ParseUint(string(s.token), base, 64)
	if err != nil {
		s.fail(err)
	} else if v<<(64-bits)>>(64-bits) != v {
		s.failText("unsigned integer overflow on token " + string(s.token))
	}
	return v
}

func (s *scanner) character(bits int) int64 {
	if !s.more() {
		return 0
	}
	v := int64(s.next())
	if v<<(64-bits)>>(64-bits) != v {
		s.failText("overflow on character value " + string(rune(v)))
	}
	return v
}

// floatToken adds the characters of a float to the token.
func (s *scanner) floatToken() {
	if s.take("nN") && s.take("aA") && s.take("nN") {
		return
	}
	s.take(sign)
	if s.take("iI") && s.take("nN") && s.take("fF") {
		return
	}
	digits, exponent := decimal+"_", "eEpP"
	if s.take("0") && s.take("xX") {
		digits, exponent = hexadecimal+"_", "pP"
	}
	s.takeAll(digits)
	if s.take(".") {
		s.takeAll(digits)
	}
	if s.take(exponent) {
		s.take(sign)
		s.takeAll(decimal + "_")
	}
}

// float converts a token; a decimal one may have a binary exponent.
func (s *scanner) float(token string, bits int) float64 {
	if s.err != nil {
		return 0
	}
	p := -1
	for i, c := range token {
		if c == 'x' || c == 'X' {
			p = -1
			break
		}
		if c == 'p' {
			p = i
		}
	}
	if p < 0 {
		v, err := strconv.ParseFloat(token, bits)
		if err != nil {
			s.fail(err)
		}
		return v
	}
	v, err := strconv.ParseFloat(token[:p], bits)
	exp, expErr := strconv.Atoi(token[p+1:])
	for _, err := range []error{err, expErr} {
		if e, ok := err.(*strconv.NumError); ok {
			e.Num = token
			s.fail(e)
		}
	}
	for ; exp > 0 && v != 0 && exp < 1<<20; exp-- {
		v *= 2
	}
	for ; exp < 0 && v != 0; exp++ {
		v /= 2
	}
	return v
}

func (s *scanner) complex(verb rune, bits int) complex128 {
	if !s.allow(verb, "beEfFgGv", "complex") {
		return 0
	}
	s.SkipSpace()
	s.more()
	parens := s.take("(")
	s.token = s.token[:0]
	s.floatToken()
	re := string(s.token)
	s.token = s.token[:0]
	if !s.take(sign) {
		s.fail(errComplex)
	}
	s.floatToken()
	im := string(s.token)
	if !s.take("i") || parens && !s.take(")") {
		s.fail(errComplex)
	}
	return complex(s.float(re, bits), s.float(im, bits))
}

// text reads a word, or what the verb says instead.
func (s *scanner) text(verb rune) string {
	if !s.allow(verb, "svqxX", "string") {
		return ""
	}
	s.SkipSpace()
	if !s.more() {
		return ""
	}
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexBytes()
	}
	s.takeWhile(func(r rune) bool { return !isSpace(r) })
	return string(s.token)
}

func (s *scanner) quoted() string {
	quote := s.next()
	switch quote {
	case '`':
		s.takeWhile(func(r rune) bool { return r != '`' })
		s.must()
		return string(s.token)
	case '"':
		s.token = append(s.token, '"')
		for s.err == nil {
			r := s.must()
			s.token = append(s.token, string(r)...)
			if r == '\\' {
				s.token = append(s.token, string(s.must())...)
			} else if r == '"' {
				break
			}
		}
		if s.err != nil {
			return ""
		}
		text, err := strconv.Unquote(string(s.token))
		if err != nil {
			s.fail(err)
		}
		return text
	}
	s.fail(errors.New("expected quoted string"))
	return ""
}

func (s *scanner) hexBytes() string {
	for {
		hi := s.next()
		if hi == eof {
			break
		}
		high, ok := hexDigit(hi)
		if !ok {
			s.UnreadRune()
			break
		}
		low, ok := hexDigit(s.must())
		if !ok {
			s.failText("illegal hex digit")
			return ""
		}
		s.token = append(s.token, high<<4|low)
	}
	if len(s.token) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.token)
}

func hexDigit(r rune) (byte, bool) {
	switch {
	case '0' <= r && r <= '9':
		return byte(r - '0'), true
	case 'a' <= r && r <= 'f':
		return byte(r - 'a' + 10), true
	case 'A' <= r && r <= 'F':
		return byte(r - 'A' + 10), true
	}
	return 0, false
}
