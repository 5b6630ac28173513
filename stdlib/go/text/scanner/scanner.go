// Package scanner cuts text into tokens like those of Go.
package scanner

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"unicode"
)

// A Position is where a character is; it is valid if the line is not 0.
type Position struct {
	Filename string
	Offset   int // in bytes
	Line     int // from 1
	Column   int // in characters, from 1
}

// IsValid reports whether there is a line.
func (pos *Position) IsValid() bool { return pos.Line > 0 }

func (pos Position) String() string {
	s := pos.Filename
	if s == "" {
		s = "<input>"
	}
	if pos.IsValid() {
		s += fmt.Sprintf(":%d:%d", pos.Line, pos.Column)
	}
	return s
}

// What Scan recognizes; anything else is a token of one character.
const (
	ScanIdents     = 1 << -Ident
	ScanInts       = 1 << -Int
	ScanFloats     = 1 << -Float
	ScanChars      = 1 << -Char
	ScanStrings    = 1 << -String
	ScanRawStrings = 1 << -RawString
	ScanComments   = 1 << -Comment
	SkipComments   = 1 << -skipComment
	GoTokens       = ScanIdents | ScanFloats | ScanChars | ScanStrings | ScanRawStrings | ScanComments | SkipComments
)

// The results of Scan that are no characters.
const (
	EOF = -(iota + 1)
	Ident
	Int
	Float
	Char
	String
	RawString
	Comment

	skipComment
)

// GoWhitespace is the white space of Go.
const GoWhitespace = 1<<'\t' | 1<<'\n' | 1<<'\r' | 1<<' '

// TokenString returns a name for what Scan returns.
func TokenString(tok rune) string {
	names := [...]string{"EOF", "Ident", "Int", "Float", "Char", "String", "RawString", "Comment"}
	if i := -int(tok) - 1; i >= 0 && i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%q", string(tok))
}

// A Scanner reads tokens. Its public fields may be changed at any time.
type Scanner struct {
	src   *bufio.Reader
	ready bool // ch is there
	ch    rune // the next character, or EOF
	size  int
	raw   byte     // ch, if it is not UTF-8
	at    Position // of ch
	text  []byte   // of the token, if recording
	// recording: characters that are passed belong to the token.
	recording bool

	// Error is called with what is wrong; without it, that goes to os.Stderr.
	Error      func(s *Scanner, msg string)
	ErrorCount int
	// Mode says what to recognize, Whitespace what to skip (a bit for each character).
	Mode       uint
	Whitespace uint64
	// IsIdentRune reports whether a name may have ch as its character i; nil means Go's names.
	IsIdentRune func(ch rune, i int) bool
	// Position is where the last token starts; not valid after Init and Next.
	Position
}

// Init makes s read src.
func (s *Scanner) Init(src io.Reader) *Scanner {
	s.src = bufio.NewReader(src)
	s.ready, s.ch, s.size = false, 0, 0
	s.at = Position{Line: 1, Column: 1}
	s.text, s.recording = nil, false
	s.Error, s.ErrorCount = nil, 0
	s.Mode, s.Whitespace = GoTokens, GoWhitespace
	s.Line = 0
	return s
}

func (s *Scanner) error(msg string) {
	s.ErrorCount++
	if s.Error != nil {
		s.Error(s, msg)
		return
	}
	pos := s.Position
	if !pos.IsValid() {
		pos = s.Pos()
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", pos, msg)
}

// next passes ch and returns the one behind it.
func (s *Scanner) next() rune {
	if s.ready {
		if s.recording && s.ch != EOF {
			if s.ch == unicode.ReplacementChar && s.size == 1 {
				s.text = append(s.text, s.raw)
			} else {
				s.text = append(s.text, string(s.ch)...)
			}
		}
		s.at.Offset += s.size
		switch {
		case s.ch == '\n':
			s.at.Line++
			s.at.Column = 1
		case s.ch != EOF:
			s.at.Column++
		}
	}
	s.ready = true
	if s.ch == EOF {
		return EOF
	}
	r, size, err := s.src.ReadRune()
	s.ch, s.size = r, size
	switch {
	case err != nil:
		s.ch, s.size = EOF, 0
		if err != io.EOF {
			s.error(err.Error())
		}
	case r == unicode.ReplacementChar && size == 1:
		s.src.UnreadRune()
		s.raw, _ = s.src.ReadByte()
		s.error("invalid UTF-8 encoding")
	case r == 0:
		s.error("invalid character NUL")
	}
	return s.ch
}

// Peek returns the next character without passing it.
func (s *Scanner) Peek() rune {
	if !s.ready {
		if s.next() == '\uFEFF' {
			s.next()
		}
	}
	return s.ch
}

// Next returns the next character; EOF at the end.
func (s *Scanner) Next() rune {
	s.text, s.recording = nil, false
	s.Line = 0
	ch := s.Peek()
	if ch != EOF {
		s.next()
	}
	return ch
}

// Pos returns where the next character is.
func (s *Scanner) Pos() (pos Position) {
	pos = s.at
	pos.Filename = s.Filename
	return pos
}

// TokenText returns the text of the last token.
func (s *Scanner) TokenText() string { return string(s.text) }

func (s *Scanner) isIdent(ch rune, i int) bool {
	if s.IsIdentRune != nil {
		return ch != EOF && s.IsIdentRune(ch, i)
	}
	return ch == '_' || unicode.IsLetter(ch) || unicode.IsDigit(ch) && i > 0
}

// Scan returns the next token: its kind, or the character that it is.
func (s *Scanner) Scan() rune {
	ch := s.Peek()
	s.Line = 0
	for {
		s.text, s.recording = nil, false
		for s.Whitespace&(1<<uint(ch)) != 0 {
			ch = s.next()
		}
		s.recording = true
		s.Offset, s.Line, s.Column = s.at.Offset, s.at.Line, s.at.Column
		tok := s.token(ch)
		s.recording = false
		if tok != skipComment {
			return tok
		}
		s.Line = 0
		ch = s.ch
	}
}

// token reads a token that starts with ch.
func (s *Scanner) token(ch rune) rune {
	wants := func(mode uint) bool { return s.Mode&mode != 0 }
	switch {
	case s.isIdent(ch, 0):
		if ch = s.next(); !wants(ScanIdents) {
			return s.first()
		}
		for i := 1; s.isIdent(ch, i); i++ {
			ch = s.next()
		}
		return Ident
	case isDecimal(ch):
		if wants(ScanInts | ScanFloats) {
			return s.number(ch, false)
		}
	case ch == EOF:
		return EOF
	case ch == '"' && wants(ScanStrings):
		s.quoted('"')
		s.next()
		return String
	case ch == '\'' && wants(ScanChars):
		if s.quoted('\'') != 1 {
			s.error("invalid char literal")
		}
		s.next()
		return Char
	case ch == '`' && wants(ScanRawStrings):
		for ch = s.next(); ch != '`'; ch = s.next() {
			if ch < 0 {
				s.error("literal not terminated")
				break
			}
		}
		s.next()
		return RawString
	case ch == '.':
		if ch = s.next(); isDecimal(ch) && wants(ScanFloats) {
			return s.number(ch, true)
		}
		return '.'
	case ch == '/':
		if ch = s.next(); (ch != '/' && ch != '*') || !wants(ScanComments) {
			return '/'
		}
		s.comment(ch)
		if wants(SkipComments) {
			return skipComment
		}
		return Comment
	}
	s.next()
	return ch
}

// first returns the first character of the token.
func (s *Scanner) first() rune {
	for _, r := range string(s.text) {
		return r
	}
	return EOF
}

// quoted reads up to a quote and returns the number of characters.
func (s *Scanner) quoted(quote rune) (n int) {
	for ch := s.next(); ch != quote; n++ {
		if ch == '\n' || ch < 0 {
			s.error("literal not terminated")
			return n
		}
		if ch == '\\' {
			ch = s.escape(quote)
		} else {
			ch = s.next()
		}
	}
	return n
}

// escape reads what follows a backslash.
func (s *Scanner) escape(quote rune) rune {
	ch := s.next()
	base, n := 16, 0
	switch ch {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		return s.next()
	case '0', '1', '2', '3', '4', '5', '6', '7':
		base, n = 8, 3
	case 'x':
		n = 2
	case 'u':
		n = 4
	case 'U':
		n = 8
	default:
		s.error("invalid char escape")
		return ch
	}
	if base == 16 {
		ch = s.next()
	}
	for ; n > 0 && value(ch) < base; n-- {
		ch = s.next()
	}
	if n > 0 {
		s.error("invalid char escape")
	}
	return ch
}

// comment reads a comment whose second character is ch.
func (s *Scanner) comment(ch rune) {
	if ch == '/' {
		for ch >= 0 && ch != '\n' {
			ch = s.next()
		}
		return
	}
	star := false
	for ch = s.next(); !star || ch != '/'; ch = s.next() {
		if ch < 0 {
			s.error("comment not terminated")
			return
		}
		star = ch == '*'
	}
	s.next()
}
