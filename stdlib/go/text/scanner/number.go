package scanner

import (
	"fmt"
	"math"
	"unicode"
)

func isDecimal(ch rune) bool { return '0' <= ch && ch <= '9' }

// value returns the value of a hexadecimal digit.
func value(ch rune) int {
	switch {
	case isDecimal(ch):
		return int(ch - '0')
	case 'a' <= unicode.ToLower(ch) && unicode.ToLower(ch) <= 'f':
		return int(unicode.ToLower(ch)-'a') + 10
	}
	return math.MaxInt
}

// A number is what was read of one.
type number struct {
	s           *Scanner
	digits      bool // there were some
	underscores bool
	wrong       rune // the first digit that the base has not
}

// read reads digits; all decimal ones count as such.
func (n *number) read(base int) (found bool) {
	s := n.s
	for ch := s.ch; value(ch) < max(base, 10) || ch == '_'; ch = s.next() {
		if ch == '_' {
			n.underscores = true
			continue
		}
		if value(ch) >= base && n.wrong == 0 {
			n.wrong = ch
		}
		found = true
	}
	n.digits = n.digits || found
	return found
}

// number reads a number that starts with ch, or with a point and ch.
func (s *Scanner) number(ch rune, point bool) rune {
	n := number{s: s}
	base, name, prefix := 10, "decimal literal", rune(0)
	tok := rune(Int)
	if !point {
		if ch == '0' {
			ch = s.next()
			switch unicode.ToLower(ch) {
			case 'x':
				base, name, prefix = 16, "hexadecimal literal", 'x'
			case 'o':
				base, name, prefix = 8, "octal literal", 'o'
			case 'b':
				base, name, prefix = 2, "binary literal", 'b'
			default:
				base, name, prefix = 8, "octal literal", '0'
				n.digits = true
			}
			if prefix != '0' {
				s.next()
			}
		}
		n.read(base)
		if s.ch == '.' && s.Mode&ScanFloats != 0 {
			s.next()
			point = true
		}
	}
	if point {
		tok = Float
		if prefix == 'o' || prefix == 'b' {
			s.error("invalid radix point in " + name)
		}
		n.read(base)
	}
	if !n.digits {
		s.error(name + " has no digits")
	}
	if e := unicode.ToLower(s.ch); (e == 'e' || e == 'p') && s.Mode&ScanFloats != 0 {
		switch {
		case e == 'e' && prefix != 0 && prefix != '0':
			s.error(fmt.Sprintf("%q exponent requires decimal mantissa", s.ch))
		case e == 'p' && prefix != 'x':
			s.error(fmt.Sprintf("%q exponent requires hexadecimal mantissa", s.ch))
		}
		tok = Float
		if ch = s.next(); ch == '+' || ch == '-' {
			s.next()
		}
		if !n.read(10) {
			s.error("exponent has no digits")
		}
	} else if prefix == 'x' && tok == Float {
		s.error("hexadecimal mantissa requires a 'p' exponent")
	}
	if tok == Int && n.wrong != 0 {
		s.error(fmt.Sprintf("invalid digit %q in %s", n.wrong, name))
	}
	if n.underscores && !separated(s.TokenText()) {
		s.error("'_' must separate successive digits")
	}
	return tok
}

// separated reports whether all underscores of a number stand between digits or behind a prefix.
func separated(text string) bool {
	last := rune('.')
	hex := false
	for i, ch := range text {
		kind := rune('.')
		switch {
		case ch == '_':
			kind = '_'
			if last != '0' {
				return false
			}
		case isDecimal(ch), hex && value(ch) < 16, i == 1 && (unicode.ToLower(ch) == 'b' || unicode.ToLower(ch) == 'o'):
			kind = '0'
		case i == 1 && unicode.ToLower(ch) == 'x' && text[0] == '0':
			kind, hex = '0', true
		}
		if last == '_' && kind != '0' {
			return false
		}
		last = kind
	}
	return last != '_'
}
