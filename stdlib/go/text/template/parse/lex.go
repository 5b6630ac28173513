// Package parse makes trees of templates.
package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pos is a byte offset in the template's text.
type Pos int

// Position returns the offset itself.
func (p Pos) Position() Pos { return p }

// tokenKind says what a token is.
type tokenKind int

const (
	tokError tokenKind = iota // the text is the message
	tokEOF
	tokText
	tokComment
	tokLeft  // {{
	tokRight // }}
	tokSpace
	tokAssign     // =
	tokDeclare    // :=
	tokPipe       // |
	tokLeftParen  // (
	tokRightParen // )
	tokChar       // any other character
	tokBool
	tokCharConstant
	tokComplex
	tokNumber
	tokString
	tokRawString
	tokIdentifier
	tokField    // .name
	tokVariable // $name
	tokKeyword  // the words below
	tokBlock
	tokBreak
	tokContinue
	tokDot
	tokDefine
	tokElse
	tokEnd
	tokIf
	tokNil
	tokRange
	tokTemplate
	tokWith
)

var keywords = map[string]tokenKind{
	".": tokDot, "block": tokBlock, "break": tokBreak, "continue": tokContinue, "define": tokDefine,
	"else": tokElse, "end": tokEnd, "if": tokIf, "range": tokRange, "nil": tokNil,
	"template": tokTemplate, "with": tokWith,
}

type token struct {
	kind tokenKind
	pos  Pos
	val  string
	line int
}

func (t token) String() string {
	switch {
	case t.kind == tokEOF:
		return "EOF"
	case t.kind == tokError:
		return t.val
	case t.kind > tokKeyword:
		return "<" + t.val + ">"
	case len(t.val) > 10:
		return fmt.Sprintf("%.10q...", t.val)
	}
	return fmt.Sprintf("%q", t.val)
}

// lexer cuts a text into tokens.
type lexer struct {
	input       string
	left, right string
	comments    bool                   // they are tokens
	words       func(word string) bool // whether break and continue are keywords here
	pos, start  int
	line        int
	depth       int  // of parentheses
	trim        bool // the text that follows loses its spaces
	out         []token
	done        bool
}

const spaces = " \t\r\n"

func (l *lexer) emit(kind tokenKind) {
	val := l.input[l.start:l.pos]
	l.out = append(l.out, token{kind, Pos(l.start), val, l.line})
	l.line += strings.Count(val, "\n")
	l.start = l.pos
}

func (l *lexer) skip() {
	l.line += strings.Count(l.input[l.start:l.pos], "\n")
	l.start = l.pos
}

func (l *lexer) fail(format string, args ...any) {
	l.out = append(l.out, token{tokError, Pos(l.start), fmt.Sprintf(format, args...), l.line})
	l.done = true
}

func (l *lexer) peek() rune {
	if l.pos >= len(l.input) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(l.input[l.pos:])
	return r
}

func (l *lexer) next() rune {
	if l.pos >= len(l.input) {
		return -1
	}
	r, n := utf8.DecodeRuneInString(l.input[l.pos:])
	l.pos += n
	return r
}

func (l *lexer) accept(set string) bool {
	if r := l.peek(); r >= 0 && strings.ContainsRune(set, r) {
		l.next()
		return true
	}
	return false
}

func (l *lexer) acceptRun(set string) {
	for l.accept(set) {
	}
}

// trimsAfter reports whether "- " is at a place in the text.
func (l *lexer) trimsAfter(at int) bool {
	return at+1 < len(l.input) && l.input[at] == '-' && strings.IndexByte(spaces, l.input[at+1]) >= 0
}

// text reads up to the next action and its left delimiter, or to the end.
func (l *lexer) text() {
	rest := l.input[l.pos:]
	at := strings.Index(rest, l.left)
	end := len(rest)
	if at >= 0 {
		end = at
	}
	plain := rest[:end]
	if l.trim {
		n := len(plain) - len(strings.TrimLeft(plain, spaces))
		l.pos += n
		l.skip()
		plain = plain[n:]
	}
	l.trim = false
	textEnd := l.pos + len(plain)
	trims := at >= 0 && l.trimsAfter(textEnd+len(l.left))
	if trims {
		l.pos += len(strings.TrimRight(plain, spaces))
	} else {
		l.pos = textEnd
	}
	if l.pos > l.start {
		l.emit(tokText)
	}
	l.pos = textEnd
	l.skip()
	if at < 0 {
		l.emit(tokEOF)
		l.done = true
		return
	}
	l.pos += len(l.left)
	after := l.pos
	if trims {
		after += 2
	}
	if strings.HasPrefix(l.input[after:], "/*") {
		l.pos = after
		l.start = after
		l.comment()
		return
	}
	l.emit(tokLeft)
	if trims {
		// The dash and the space.
		l.pos += 2
		l.skip()
	}
	l.depth = 0
	l.action()
}

func (l *lexer) comment() {
	n := strings.Index(l.input[l.pos:], "*/")
	if n < 0 {
		l.fail("unclosed comment")
		return
	}
	l.pos += n + 2
	trims, ok := l.atRight()
	if !ok {
		l.fail("comment ends before closing delimiter")
		return
	}
	if l.comments {
		l.emit(tokComment)
	}
	l.close(trims)
	l.skip()
	l.trim = trims
}

// atRight reports whether the right delimiter is next, and whether it trims.
func (l *lexer) atRight() (trims, ok bool) {
	rest := l.input[l.pos:]
	if len(rest) > 1 && strings.IndexByte(spaces, rest[0]) >= 0 && rest[1] == '-' && strings.HasPrefix(rest[2:], l.right) {
		return true, true
	}
	return false, strings.HasPrefix(rest, l.right)
}

// close goes behind the right delimiter.
func (l *lexer) close(trims bool) {
	if trims {
		l.pos += 2
		l.skip()
	}
	l.pos += len(l.right)
}

// action reads the tokens between delimiters, and the right one.
func (l *lexer) action() {
	for !l.done {
		if trims, ok := l.atRight(); ok {
			if l.depth > 0 {
				l.fail("unclosed left paren")
				return
			}
			l.close(trims)
			l.emit(tokRight)
			l.trim = trims
			return
		}
		l.inside()
	}
}

func (l *lexer) inside() {
	r := l.next()
	switch {
	case r < 0:
		l.fail("unclosed action")
	case r < utf8.RuneSelf && strings.ContainsRune(spaces, r):
		for p := l.peek(); p >= 0 && strings.ContainsRune(spaces, p); p = l.peek() {
			if trims, ok := l.atRight(); ok && trims {
				break
			}
			l.next()
		}
		l.emit(tokSpace)
	case r == '=':
		l.emit(tokAssign)
	case r == ':':
		if l.next() != '=' {
			l.fail("expected :=")
			return
		}
		l.emit(tokDeclare)
	case r == '|':
		l.emit(tokPipe)
	case r == '"':
		l.quoted('"', tokString, "unterminated quoted string")
	case r == '\'':
		l.quoted('\'', tokCharConstant, "unterminated character constant")
	case r == '`':
		n := strings.IndexByte(l.input[l.pos:], '`')
		if n < 0 {
			l.fail("unterminated raw quoted string")
			return
		}
		l.pos += n + 1
		l.emit(tokRawString)
	case r == '$':
		if l.terminated() {
			l.emit(tokVariable)
			return
		}
		l.name(tokVariable)
	case r == '.':
		if p := l.peek(); p < '0' || '9' < p {
			if l.terminated() {
				l.emit(tokDot)
				return
			}
			l.name(tokField)
			return
		}
		l.number()
	case r == '+' || r == '-' || '0' <= r && r <= '9':
		l.number()
	case isAlphaNumeric(r):
		l.name(tokIdentifier)
	case r == '(':
		l.depth++
		l.emit(tokLeftParen)
	case r == ')':
		l.depth--
		if l.depth < 0 {
			l.fail("unexpected right paren")
			return
		}
		l.emit(tokRightParen)
	case r <= unicode.MaxASCII && unicode.IsPrint(r):
		l.emit(tokChar)
	default:
		l.fail("unrecognized character in action: %#U", r)
	}
}

func isAlphaNumeric(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// terminated reports whether a name may end here.
func (l *lexer) terminated() bool {
	r := l.peek()
	if r < 0 || strings.ContainsRune(spaces+".,|:()=", r) {
		return true
	}
	return strings.HasPrefix(l.input[l.pos:], l.right)
}

func (l *lexer) name(kind tokenKind) {
	for isAlphaNumeric(l.peek()) {
		l.next()
	}
	if !l.terminated() {
		l.fail("bad character %#U", l.peek())
		return
	}
	word := l.input[l.start:l.pos]
	if kind == tokIdentifier {
		k := keywords[word]
		switch {
		case (k == tokBreak || k == tokContinue) && !l.words(word):
		case k > tokKeyword:
			kind = k
		case word == "true", word == "false":
			kind = tokBool
		}
	}
	l.emit(kind)
}

func (l *lexer) quoted(end rune, kind tokenKind, unterminated string) {
	for {
		switch l.next() {
		case '\\':
			if r := l.next(); r >= 0 && r != '\n' {
				continue
			}
			l.fail("%s", unterminated)
			return
		case -1, '\n':
			l.fail("%s", unterminated)
			return
		case end:
			l.emit(kind)
			return
		}
	}
}

func (l *lexer) number() {
	l.pos = l.start
	if !l.scanNumber() {
		l.fail("bad number syntax: %q", l.input[l.start:l.pos])
		return
	}
	if sign := l.peek(); sign == '+' || sign == '-' {
		// 1+2i; no spaces, and it must end in i.
		if !l.scanNumber() || l.input[l.pos-1] != 'i' {
			l.fail("bad number syntax: %q", l.input[l.start:l.pos])
			return
		}
		l.emit(tokComplex)
		return
	}
	l.emit(tokNumber)
}

func (l *lexer) scanNumber() bool {
	l.accept("+-")
	digits := "0123456789_"
	exponent := "eE"
	if l.accept("0") {
		switch {
		case l.accept("xX"):
			digits, exponent = "0123456789abcdefABCDEF_", "pP"
		case l.accept("oO"):
			digits = "01234567_"
		case l.accept("bB"):
			digits = "01_"
		}
	}
	l.acceptRun(digits)
	if l.accept(".") {
		l.acceptRun(digits)
	}
	if len(digits) > 10 && l.accept(exponent) {
		l.accept("+-")
		l.acceptRun("0123456789_")
	}
	l.accept("i")
	if isAlphaNumeric(l.peek()) {
		l.next()
		return false
	}
	return true
}
