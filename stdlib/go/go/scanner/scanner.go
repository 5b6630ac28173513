// Package scanner splits Go sources into tokens.
package scanner

import (
	"fmt"
	"go/token"
	"path/filepath"
	"unicode"
	"unicode/utf8"
)

// An ErrorHandler is told of mistakes.
type ErrorHandler func(pos token.Position, msg string)

// A Mode says what Scan returns.
type Mode uint

// ScanComments makes comments tokens.
const ScanComments Mode = 1

const (
	byteOrderMark = 0xFEFF
	atEnd         = -1
)

// A Scanner holds the place in a source.
type Scanner struct {
	file    *token.File
	src     []byte
	dir     string
	handler ErrorHandler
	mode    Mode

	ch        rune // the character at offset, or atEnd
	offset    int
	next      int  // offset of what follows ch
	endsStmt  bool // a newline here is a semicolon
	newlineAt int  // offset of a newline in the comment just returned, which is a semicolon; or -1
	end       token.Pos

	ErrorCount int // how many mistakes were found
}

// Init prepares for a source, whose lines are added to file.
func (s *Scanner) Init(file *token.File, src []byte, err ErrorHandler, mode Mode) {
	if file.Size() != len(src) {
		panic(fmt.Sprintf("file size (%d) does not match src len (%d)", file.Size(), len(src)))
	}
	dir, _ := filepath.Split(file.Name())
	*s = Scanner{file: file, src: src, dir: dir, handler: err, mode: mode, newlineAt: -1}
	s.read()
	if s.ch == byteOrderMark {
		s.read()
	}
}

// End returns the end of the last token.
func (s *Scanner) End() token.Pos { return s.end }

// read moves on by a character.
func (s *Scanner) read() {
	if s.ch == '\n' && s.next > 0 {
		s.file.AddLine(s.next)
	}
	s.offset = s.next
	if s.next >= len(s.src) {
		s.offset, s.ch = len(s.src), atEnd
		return
	}
	if b := s.src[s.next]; b < utf8.RuneSelf {
		if b == 0 {
			s.errorAt(s.offset, "illegal character NUL")
		}
		s.ch = rune(b)
		s.next++
		return
	}
	r, size := utf8.DecodeRune(s.src[s.next:])
	if r == utf8.RuneError && size == 1 {
		rest := s.src[s.offset:]
		if s.offset == 0 && len(rest) >= 2 && (rest[0] == 0xFF && rest[1] == 0xFE || rest[0] == 0xFE && rest[1] == 0xFF) {
			// The rest of UTF-16 would only give more of the same.
			s.errorAt(s.offset, "illegal UTF-8 encoding (got UTF-16)")
			s.next = len(s.src)
		} else {
			s.errorAt(s.offset, "illegal UTF-8 encoding")
		}
	} else if r == byteOrderMark && s.offset > 0 {
		s.errorAt(s.offset, "illegal byte order mark")
	}
	s.ch = r
	s.next += size
}

// ahead returns the byte after ch, 0 at the end.
func (s *Scanner) ahead() byte {
	if s.next < len(s.src) {
		return s.src[s.next]
	}
	return 0
}

func (s *Scanner) errorAt(offset int, msg string) {
	if s.handler != nil {
		s.handler(s.file.Position(s.file.Pos(offset)), msg)
	}
	s.ErrorCount++
}

func (s *Scanner) errorf(offset int, format string, args ...any) {
	s.errorAt(offset, fmt.Sprintf(format, args...))
}

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	return '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

func (s *Scanner) blanks() {
	for s.ch == ' ' || s.ch == '\t' || s.ch == '\r' || s.ch == '\n' && !s.endsStmt {
		s.read()
	}
}

func (s *Scanner) identifier() string {
	start := s.offset
	for isLetter(s.ch) || isDigit(s.ch) {
		s.read()
	}
	return string(s.src[start:s.offset])
}

// Scan returns the next token, its place, and its text if it is a literal, name, keyword or comment.
func (s *Scanner) Scan() (pos token.Pos, tok token.Token, lit string) {
	if at := s.newlineAt; at >= 0 {
		s.newlineAt = -1
		s.end = s.file.Pos(at + 1)
		return s.file.Pos(at), token.SEMICOLON, "\n"
	}
	for {
		s.blanks()
		start := s.offset
		pos = s.file.Pos(start)
		ends := false
		switch ch := s.ch; {
		case isLetter(ch):
			lit = s.identifier()
			tok = token.Lookup(lit)
			switch tok {
			case token.IDENT, token.BREAK, token.CONTINUE, token.FALLTHROUGH, token.RETURN:
				ends = true
			}
		case '0' <= ch && ch <= '9' || ch == '.' && '0' <= s.ahead() && s.ahead() <= '9':
			ends = true
			tok, lit = s.number()
		case ch == '/' && (s.ahead() == '/' || s.ahead() == '*'):
			text, newline := s.comment()
			if s.endsStmt && newline >= 0 {
				s.endsStmt = false
				if s.mode&ScanComments == 0 {
					s.end = s.file.Pos(newline + 1)
					return s.file.Pos(newline), token.SEMICOLON, "\n"
				}
				s.newlineAt = newline
			}
			if s.mode&ScanComments == 0 {
				continue
			}
			s.end = s.file.Pos(s.offset)
			return pos, token.COMMENT, text
		default:
			tok, lit, ends = s.operator()
		}
		if tok != token.ILLEGAL {
			s.endsStmt = ends
		}
		s.end = s.file.Pos(s.offset)
		return pos, tok, lit
	}
}

// operator returns what is no word, number or comment, and whether a newline after it is a semicolon.
func (s *Scanner) operator() (tok token.Token, lit string, ends bool) {
	ch, start := s.ch, s.offset
	s.read()
	switch ch {
	case atEnd:
		if s.endsStmt {
			return token.SEMICOLON, "\n", false
		}
		return token.EOF, "", false
	case '\n': // blanks leaves it only where it is a semicolon
		return token.SEMICOLON, "\n", false
	case '"':
		return token.STRING, s.text(start), true
	case '\'':
		return token.CHAR, s.char(start), true
	case '`':
		return token.STRING, s.raw(start), true
	case ':':
		return s.pick(token.COLON, '=', token.DEFINE), "", false
	case '.':
		if s.ch == '.' && s.ahead() == '.' {
			s.read()
			s.read()
			return token.ELLIPSIS, "", false
		}
		return token.PERIOD, "", false
	case ',':
		return token.COMMA, "", false
	case ';':
		return token.SEMICOLON, ";", false
	case '(':
		return token.LPAREN, "", false
	case ')':
		return token.RPAREN, "", true
	case '[':
		return token.LBRACK, "", false
	case ']':
		return token.RBRACK, "", true
	case '{':
		return token.LBRACE, "", false
	case '}':
		return token.RBRACE, "", true
	case '+':
		tok = s.pick(token.ADD, '=', token.ADD_ASSIGN, '+', token.INC)
		return tok, "", tok == token.INC
	case '-':
		tok = s.pick(token.SUB, '=', token.SUB_ASSIGN, '-', token.DEC)
		return tok, "", tok == token.DEC
	case '*':
		return s.pick(token.MUL, '=', token.MUL_ASSIGN), "", false
	case '/':
		return s.pick(token.QUO, '=', token.QUO_ASSIGN), "", false
	case '%':
		return s.pick(token.REM, '=', token.REM_ASSIGN), "", false
	case '^':
		return s.pick(token.XOR, '=', token.XOR_ASSIGN), "", false
	case '<':
		tok = s.pick(token.LSS, '-', token.ARROW, '=', token.LEQ, '<', token.SHL)
		if tok == token.SHL {
			tok = s.pick(token.SHL, '=', token.SHL_ASSIGN)
		}
		return tok, "", false
	case '>':
		tok = s.pick(token.GTR, '=', token.GEQ, '>', token.SHR)
		if tok == token.SHR {
			tok = s.pick(token.SHR, '=', token.SHR_ASSIGN)
		}
		return tok, "", false
	case '=':
		return s.pick(token.ASSIGN, '=', token.EQL), "", false
	case '!':
		return s.pick(token.NOT, '=', token.NEQ), "", false
	case '&':
		tok = s.pick(token.AND, '=', token.AND_ASSIGN, '&', token.LAND, '^', token.AND_NOT)
		if tok == token.AND_NOT {
			tok = s.pick(token.AND_NOT, '=', token.AND_NOT_ASSIGN)
		}
		return tok, "", false
	case '|':
		return s.pick(token.OR, '=', token.OR_ASSIGN, '|', token.LOR), "", false
	case '~':
		return token.TILDE, "", false
	}
	// A byte order mark was already told.
	if ch == '“' || ch == '”' {
		s.errorf(start, "curly quotation mark %q (use neutral %q)", ch, '"')
	} else if ch != byteOrderMark {
		s.errorf(start, "illegal character %#U", ch)
	}
	return token.ILLEGAL, string(ch), false
}

// pick returns the token that the character here makes of the one before, or none.
func (s *Scanner) pick(none token.Token, pairs ...any) token.Token {
	for i := 0; i < len(pairs); i += 2 {
		if s.ch == pairs[i].(rune) {
			s.read()
			return pairs[i+1].(token.Token)
		}
	}
	return none
}
