package scanner

import (
	"bytes"
	"go/token"
	"path/filepath"
	"strconv"
	"unicode/utf8"
)

// comment reads a comment and returns its text and the offset of the first newline that it
// holds or is ended by, or -1.
func (s *Scanner) comment() (text string, newline int) {
	start := s.offset
	newline = -1
	returns, closed := 0, false // carriage returns, the end of the comment was seen
	s.read()
	follows := -1 // where a line directive starts to hold
	if s.ch == '/' {
		closed = true
		for s.ch != '\n' && s.ch != atEnd {
			if s.ch == '\r' {
				returns++
			}
			s.read()
		}
		newline = s.offset
		follows = s.offset
		if s.ch == '\n' {
			follows++
		}
	} else {
		s.read()
		for s.ch != atEnd && !closed {
			was := s.ch
			if was == '\r' {
				returns++
			} else if was == '\n' && newline < 0 {
				newline = s.offset
			}
			s.read()
			closed = was == '*' && s.ch == '/'
		}
		if closed {
			s.read()
			follows = s.offset
		} else {
			s.errorAt(start, "comment not terminated")
		}
	}
	lit := s.src[start:s.offset]
	// The one before the newline is no part of a line comment.
	if returns > 0 && lit[1] == '/' && lit[len(lit)-1] == '\r' {
		lit = lit[:len(lit)-1]
		returns--
	}
	if closed && follows >= 0 && (lit[1] == '*' || s.file.Position(s.file.Pos(start)).Column == 1 || s.column(start) == 1) &&
		bytes.HasPrefix(lit[2:], []byte("line ")) {
		s.directive(follows, start, lit)
	}
	if returns > 0 {
		lit = withoutReturns(lit, lit[1] == '*')
	}
	return string(lit), newline
}

// column counts from the last newline.
func (s *Scanner) column(offset int) int { return offset - bytes.LastIndexByte(s.src[:offset], '\n') }

// withoutReturns drops carriage returns, but for those that keep "*" and "/" apart in a comment.
func withoutReturns(b []byte, comment bool) []byte {
	kept := make([]byte, 0, len(b))
	for i, c := range b {
		if c != '\r' || comment && len(kept) > 2 && kept[len(kept)-1] == '*' && i+1 < len(b) && b[i+1] == '/' {
			kept = append(kept, c)
		}
	}
	return kept
}

// lastNumber splits the number off behind the last colon of a line directive.
// at is where it starts, 0 if there is no colon.
func lastNumber(text []byte) (at, n int, ok bool) {
	i := bytes.LastIndexByte(text, ':')
	if i < 0 {
		return 0, 0, false
	}
	n, err := strconv.Atoi(string(text[i+1:]))
	return i + 1, n, err == nil
}

// directive obeys "line file:line:column", which holds from an offset on.
func (s *Scanner) directive(from, start int, text []byte) {
	if text[1] == '*' {
		text = text[:len(text)-2]
	}
	text = text[len("//line "):]
	start += len("//line ")
	at, n, ok := lastNumber(text)
	if at == 0 {
		return // no line directive at all
	}
	if !ok {
		s.errorAt(start+at, "invalid line number: "+string(text[at:]))
		return
	}
	const most = 1 << 30
	line, column := n, 0
	if at2, n2, ok2 := lastNumber(text[:at-1]); ok2 {
		line, column = n2, n
		if column == 0 || column > most {
			s.errorAt(start+at, "invalid column number: "+string(text[at:]))
			return
		}
		at, text = at2, text[:at-1]
	}
	if line == 0 || line > most {
		s.errorAt(start+at, "invalid line number: "+string(text[at:]))
		return
	}
	name := string(text[:at-1])
	if name == "" && column > 0 {
		name = s.file.Position(s.file.Pos(from)).Filename
	} else if name != "" {
		name = filepath.Clean(name)
		if !filepath.IsAbs(name) {
			name = filepath.Join(s.dir, name)
		}
	}
	s.file.AddLineColumnInfo(from, name, line, column)
}

// text reads the rest of a string.
func (s *Scanner) text(start int) string {
	for {
		switch s.ch {
		case '\n', atEnd:
			s.errorAt(start, "string literal not terminated")
			return string(s.src[start:s.offset])
		case '"':
			s.read()
			return string(s.src[start:s.offset])
		case '\\':
			s.read()
			s.escape('"')
		default:
			s.read()
		}
	}
}

// char reads the rest of a rune literal.
func (s *Scanner) char(start int) string {
	good := true
	for n := 0; ; n++ {
		switch s.ch {
		case '\n', atEnd:
			if good { // one mistake is enough
				s.errorAt(start, "rune literal not terminated")
			}
			return string(s.src[start:s.offset])
		case '\'':
			s.read()
			if good && n != 1 {
				s.errorAt(start, "illegal rune literal")
			}
			return string(s.src[start:s.offset])
		case '\\':
			s.read()
			if !s.escape('\'') {
				good = false
			}
		default:
			s.read()
		}
	}
}

// raw reads the rest of a raw string.
func (s *Scanner) raw(start int) string {
	returns := false
	for s.ch != '`' {
		if s.ch == atEnd {
			s.errorAt(start, "raw string literal not terminated")
			break
		}
		returns = returns || s.ch == '\r'
		s.read()
	}
	if s.ch == '`' {
		s.read()
	}
	lit := s.src[start:s.offset]
	if returns {
		lit = withoutReturns(lit, false)
	}
	return string(lit)
}

// escape reads what follows a backslash and reports whether it is good.
func (s *Scanner) escape(quote rune) bool {
	start := s.offset
	var digits int
	var base, most uint32
	switch s.ch {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		s.read()
		return true
	case '0', '1', '2', '3', '4', '5', '6', '7':
		digits, base, most = 3, 8, 255
	case 'x':
		s.read()
		digits, base, most = 2, 16, 255
	case 'u':
		s.read()
		digits, base, most = 4, 16, utf8.MaxRune
	case 'U':
		s.read()
		digits, base, most = 8, 16, utf8.MaxRune
	default:
		msg := "unknown escape sequence"
		if s.ch == atEnd {
			msg = "escape sequence not terminated"
		}
		s.errorAt(start, msg)
		return false
	}
	var value uint32
	for range digits {
		d := uint32(digit(s.ch))
		if d >= base {
			if s.ch == atEnd {
				s.errorAt(s.offset, "escape sequence not terminated")
			} else {
				s.errorf(s.offset, "illegal character %#U in escape sequence", s.ch)
			}
			return false
		}
		value = value*base + d
		s.read()
	}
	if value > most || 0xD800 <= value && value < 0xE000 {
		s.errorAt(start, "escape sequence is invalid Unicode code point")
		return false
	}
	return true
}

// digit returns the value of a hexadecimal digit, 16 of anything else.
func digit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case 'a' <= r|0x20 && r|0x20 <= 'f' && r < utf8.RuneSelf:
		return int(r|0x20) - 'a' + 10
	}
	return 16
}

// A numeral is what is known of the number being read.
type numeral struct {
	base    int
	digits  bool // there were digits
	bars    bool // there were underscores
	badAt   int  // offset of the first digit too large for the base, or -1
	badChar rune
}

// run reads digits and underscores.
func (s *Scanner) run(n *numeral) {
	for {
		if s.ch == '_' {
			n.bars = true
		} else if d := digit(s.ch); n.base <= 10 && d < 10 || n.base == 16 && d < 16 {
			n.digits = true
			if d >= n.base && n.badAt < 0 {
				n.badAt, n.badChar = s.offset, s.ch
			}
		} else {
			return
		}
		s.read()
	}
}

func baseName(prefix rune) string {
	switch prefix {
	case 'x':
		return "hexadecimal literal"
	case 'o', '0':
		return "octal literal"
	case 'b':
		return "binary literal"
	}
	return "decimal literal"
}

// number reads a number; at most one mistake of it is told, but for the last.
func (s *Scanner) number() (token.Token, string) {
	start := s.offset
	tok := token.ILLEGAL
	n := numeral{base: 10, badAt: -1}
	prefix := rune(0)
	if s.ch != '.' {
		tok = token.INT
		if s.ch == '0' {
			s.read()
			switch s.ch | 0x20 {
			case 'x':
				prefix, n.base = 'x', 16
				s.read()
			case 'o':
				prefix, n.base = 'o', 8
				s.read()
			case 'b':
				prefix, n.base = 'b', 2
				s.read()
			default:
				prefix, n.base, n.digits = '0', 8, true
			}
		}
		s.run(&n)
	}
	if s.ch == '.' {
		tok = token.FLOAT
		if prefix == 'o' || prefix == 'b' {
			s.errorAt(s.offset, "invalid radix point in "+baseName(prefix))
		}
		s.read()
		s.run(&n)
	}
	if !n.digits {
		s.errorAt(s.offset, baseName(prefix)+" has no digits")
	}
	if e := s.ch | 0x20; e == 'e' || e == 'p' {
		switch {
		case e == 'e' && prefix != 0 && prefix != '0':
			s.errorf(s.offset, "%q exponent requires decimal mantissa", s.ch)
		case e == 'p' && prefix != 'x':
			s.errorf(s.offset, "%q exponent requires hexadecimal mantissa", s.ch)
		}
		s.read()
		tok = token.FLOAT
		if s.ch == '+' || s.ch == '-' {
			s.read()
		}
		exponent := numeral{base: 10, badAt: -1}
		s.run(&exponent)
		n.bars = n.bars || exponent.bars
		if !exponent.digits {
			s.errorAt(s.offset, "exponent has no digits")
		}
	} else if prefix == 'x' && tok == token.FLOAT {
		s.errorAt(s.offset, "hexadecimal mantissa requires a 'p' exponent")
	}
	if s.ch == 'i' {
		tok = token.IMAG
		s.read()
	}
	lit := string(s.src[start:s.offset])
	if tok == token.INT && n.badAt >= 0 {
		s.errorf(n.badAt, "invalid digit %q in %s", n.badChar, baseName(prefix))
	}
	if n.bars {
		if i := strayBar(lit); i >= 0 {
			s.errorAt(start+i, "'_' must separate successive digits")
		}
	}
	return tok, lit
}

// strayBar returns where an underscore does not stand between digits, or behind the prefix; or -1.
func strayBar(lit string) int {
	hex := len(lit) > 1 && lit[0] == '0' && lit[1]|0x20 == 'x'
	isDigit := func(i int) bool {
		if i < 0 || i >= len(lit) {
			return false
		}
		if i == 1 && lit[0] == '0' && (lit[1]|0x20 == 'x' || lit[1]|0x20 == 'o' || lit[1]|0x20 == 'b') {
			return true
		}
		d := digit(rune(lit[i]))
		return d < 10 || hex && d < 16
	}
	for i := range len(lit) {
		if lit[i] != '_' {
			continue
		}
		if !isDigit(i - 1) {
			return i
		}
		if next := i + 1; !isDigit(next) && (next == len(lit) || lit[next] != '_') {
			return i
		}
	}
	return -1
}
