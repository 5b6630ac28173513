// Package json reads and writes JSON.
//
// A text is checked as a whole before anything is stored; what follows relies on its syntax.
package json

import "strconv"

// SyntaxError says what is wrong with a text that is no JSON.
type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

// maxDepth is how deep arrays and objects may nest.
const maxDepth = 10000

const textEnds = "unexpected end of JSON input"

// scanner reads a text without keeping anything.
type scanner struct {
	data  []byte
	pos   int
	depth int
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func (s *scanner) space() {
	for s.pos < len(s.data) && isSpace(s.data[s.pos]) {
		s.pos++
	}
}

// ends is the error of a text that ends too early.
func (s *scanner) ends(at int) *SyntaxError { return &SyntaxError{textEnds, int64(at)} }

// wrong is the error of a byte that cannot stand here.
func (s *scanner) wrong(context string) *SyntaxError {
	if s.pos >= len(s.data) {
		return s.ends(len(s.data))
	}
	return &SyntaxError{"invalid character " + quoteChar(s.data, s.pos) + " " + context, int64(s.pos + 1)}
}

// quoteChar shows the character at a position.
func quoteChar(data []byte, pos int) string {
	switch data[pos] {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	for _, r := range string(data[pos:min(pos+4, len(data))]) {
		if r == '\uFFFD' {
			break
		}
		s := strconv.Quote(string(r))
		return "'" + s[1:len(s)-1] + "'"
	}
	return "'\\x" + string("0123456789abcdef"[data[pos]>>4]) + string("0123456789abcdef"[data[pos]&15]) + "'"
}

// value reads one value, spaces in front of it included.
func (s *scanner) value() *SyntaxError {
	s.space()
	if s.pos >= len(s.data) {
		return s.ends(len(s.data))
	}
	switch c := s.data[s.pos]; {
	case c == '"':
		return s.string()
	case c == '{':
		return s.object()
	case c == '[':
		return s.array()
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	case c == '-' || '0' <= c && c <= '9':
		return s.number()
	}
	return s.wrong("looking for beginning of value")
}

func (s *scanner) literal(word string) *SyntaxError {
	for i := range len(word) {
		if s.pos >= len(s.data) || s.data[s.pos] != word[i] {
			return s.wrong("in literal " + word + " (expecting '" + word[i:i+1] + "')")
		}
		s.pos++
	}
	return nil
}

func (s *scanner) digits() bool {
	start := s.pos
	for s.pos < len(s.data) && '0' <= s.data[s.pos] && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos > start
}

func (s *scanner) number() *SyntaxError {
	start := s.pos
	if s.data[s.pos] == '-' {
		s.pos++
	}
	if s.pos < len(s.data) && s.data[s.pos] == '0' {
		s.pos++
	} else if !s.digits() {
		return s.noDigits(start, "in numeric literal")
	}
	if s.pos < len(s.data) && s.data[s.pos] == '.' {
		s.pos++
		if !s.digits() {
			return s.noDigits(start, "after decimal point in numeric literal")
		}
	}
	if s.pos < len(s.data) && (s.data[s.pos] == 'e' || s.data[s.pos] == 'E') {
		s.pos++
		if s.pos < len(s.data) && (s.data[s.pos] == '+' || s.data[s.pos] == '-') {
			s.pos++
		}
		if !s.digits() {
			return s.noDigits(start, "in exponent of numeric literal")
		}
	}
	return nil
}

func (s *scanner) noDigits(start int, context string) *SyntaxError {
	if s.pos >= len(s.data) {
		return s.ends(start)
	}
	return s.wrong(context)
}

func (s *scanner) string() *SyntaxError {
	s.pos++
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return nil
		case c == '\\':
			if err := s.escape(); err != nil {
				return err
			}
		case c < ' ':
			return s.wrong("in string")
		default:
			s.pos++
		}
	}
	return s.ends(len(s.data))
}

func (s *scanner) escape() *SyntaxError {
	start := s.pos
	s.pos++
	if s.pos >= len(s.data) {
		return s.ends(len(s.data))
	}
	switch s.data[s.pos] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.pos++
		return nil
	case 'u':
		for i := range 4 {
			s.pos++
			if s.pos >= len(s.data) {
				return s.ends(len(s.data))
			}
			if hexDigit(s.data[s.pos]) < 0 {
				end := min(start+6, len(s.data))
				_ = i
				return s.badEscape(start, end)
			}
		}
		s.pos++
		return nil
	}
	return s.badEscape(start, s.pos+1)
}

func (s *scanner) badEscape(start, end int) *SyntaxError {
	return &SyntaxError{"invalid escape sequence `" + string(s.data[start:end]) + "` in string", int64(end)}
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// enter goes into an array or object.
func (s *scanner) enter() *SyntaxError {
	s.pos++
	s.depth++
	if s.depth > maxDepth {
		return &SyntaxError{"exceeded max depth", int64(s.pos)}
	}
	return nil
}

func (s *scanner) array() *SyntaxError {
	if err := s.enter(); err != nil {
		return err
	}
	s.space()
	if s.pos < len(s.data) && s.data[s.pos] == ']' {
		s.pos++
		s.depth--
		return nil
	}
	for {
		if err := s.value(); err != nil {
			return err
		}
		s.space()
		if s.pos < len(s.data) && s.data[s.pos] == ']' {
			s.pos++
			s.depth--
			return nil
		}
		if s.pos >= len(s.data) || s.data[s.pos] != ',' {
			return s.wrong("after array element")
		}
		s.pos++
	}
}

func (s *scanner) object() *SyntaxError {
	if err := s.enter(); err != nil {
		return err
	}
	s.space()
	if s.pos < len(s.data) && s.data[s.pos] == '}' {
		s.pos++
		s.depth--
		return nil
	}
	for {
		s.space()
		if s.pos >= len(s.data) || s.data[s.pos] != '"' {
			return s.wrong("looking for beginning of object key string")
		}
		if err := s.string(); err != nil {
			return err
		}
		s.space()
		if s.pos >= len(s.data) || s.data[s.pos] != ':' {
			return s.wrong("after object key")
		}
		s.pos++
		if err := s.value(); err != nil {
			return err
		}
		s.space()
		if s.pos < len(s.data) && s.data[s.pos] == '}' {
			s.pos++
			s.depth--
			return nil
		}
		if s.pos >= len(s.data) || s.data[s.pos] != ',' {
			return s.wrong("after object key:value pair")
		}
		s.pos++
	}
}

// check reports what is wrong with a text that should be one value.
func check(data []byte) *SyntaxError {
	s := &scanner{data: data}
	if err := s.value(); err != nil {
		return err
	}
	s.space()
	if s.pos < len(data) {
		return s.wrong("after top-level value")
	}
	return nil
}

// Valid reports whether data is a JSON text.
func Valid(data []byte) bool { return check(data) == nil }
