package constraint

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError is a mistake in a constraint.
type SyntaxError struct {
	Offset int
	Err    string
}

func (e *SyntaxError) Error() string { return e.Err }

var errNone = errors.New("not a build constraint")

// Limits of what is accepted.
const (
	mostTags   = 1000
	mostOldAnd = 100
)

// Parse parses a line with a constraint of either form.
func Parse(line string) (Expr, error) {
	if text, ok := afterMarker(line, "//go:build", false); ok {
		p := &parser{text: text}
		return p.parse()
	}
	if text, ok := afterMarker(line, "// +build", true); ok {
		return parseOld(text)
	}
	return nil, errNone
}

// IsGoBuild reports whether a line starts like a //go:build constraint.
func IsGoBuild(line string) bool {
	_, ok := afterMarker(line, "//go:build", false)
	return ok
}

// IsPlusBuild reports whether a line starts like a // +build constraint.
func IsPlusBuild(line string) bool {
	_, ok := afterMarker(line, "// +build", true)
	return ok
}

// afterMarker returns what follows the marker, at most to the end of the only line.
func afterMarker(line, marker string, blanks bool) (string, bool) {
	line = strings.TrimSuffix(line, "\n")
	if strings.Contains(line, "\n") {
		return "", false
	}
	if blanks {
		rest, ok := strings.CutPrefix(line, "//")
		if !ok {
			return "", false
		}
		rest, ok = strings.CutPrefix(strings.TrimSpace(rest), "+build")
		line, marker = marker+rest, "// +build"
		if !ok {
			return "", false
		}
	} else if !strings.HasPrefix(line, marker) {
		return "", false
	}
	line = strings.TrimSpace(line)
	rest := line[len(marker):]
	trimmed := strings.TrimSpace(rest)
	if len(rest) == len(trimmed) && rest != "" {
		return "", false // another word that starts with the marker
	}
	return trimmed, true
}

// A parser reads an expression; word is the token that is next.
type parser struct {
	text  string
	at    int // behind word
	word  string
	isTag bool
	pos   int // of word
	tags  int
}

func (p *parser) fail(msg string) { panic(&SyntaxError{Offset: p.pos, Err: msg}) }

func (p *parser) parse() (x Expr, err error) {
	defer func() {
		if e := recover(); e != nil {
			failure, ok := e.(*SyntaxError)
			if !ok {
				panic(e)
			}
			x, err = nil, failure
		}
	}()
	p.next()
	x = p.or()
	if p.word != "" {
		p.fail("unexpected token " + p.word)
	}
	return x, nil
}

func (p *parser) or() Expr {
	x := p.and()
	for p.word == "||" {
		p.next()
		x = &OrExpr{x, p.and()}
	}
	return x
}

func (p *parser) and() Expr {
	x := p.not()
	for p.word == "&&" {
		p.next()
		x = &AndExpr{x, p.not()}
	}
	return x
}

func (p *parser) not() Expr {
	p.tags++
	if p.tags > mostTags {
		p.fail("build expression too large")
	}
	if p.word != "!" {
		return p.atom()
	}
	p.next()
	if p.word == "!" {
		p.fail("double negation not allowed")
	}
	return &NotExpr{p.atom()}
}

func (p *parser) atom() Expr {
	if p.word == "(" {
		open := p.pos
		p.next()
		x := p.or()
		if p.word != ")" {
			p.pos = open
			p.fail("missing close paren")
		}
		p.next()
		return x
	}
	if !p.isTag {
		if p.word == "" {
			p.fail("unexpected end of expression")
		}
		p.fail("unexpected token " + p.word)
	}
	x := &TagExpr{p.word}
	p.next()
	return x
}

func isTagRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' }

// next reads a token, "" at the end.
func (p *parser) next() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	p.isTag, p.pos = false, p.at
	rest := p.text[p.at:]
	size := 0
	switch {
	case rest == "":
	case strings.IndexByte("()!", rest[0]) >= 0:
		size = 1
	case rest[0] == '&' || rest[0] == '|':
		if len(rest) < 2 || rest[1] != rest[0] {
			p.fail("invalid syntax at " + rest[:1])
		}
		size = 2
	default:
		size = strings.IndexFunc(rest, func(r rune) bool { return !isTagRune(r) })
		if size < 0 {
			size = len(rest)
		}
		if size == 0 {
			_, n := utf8.DecodeRuneInString(rest)
			p.fail("invalid syntax at " + rest[:n])
		}
		p.isTag = true
	}
	p.word = rest[:size]
	p.at += size
}

// parseOld parses alternatives with blanks between them, which are tags with commas between them.
func parseOld(text string) (Expr, error) {
	var x Expr
	size := 0
	for _, alternative := range strings.Fields(text) {
		var y Expr
		for tag := range strings.SplitSeq(alternative, ",") {
			var z Expr
			positive, negated := strings.CutPrefix(tag, "!")
			if strings.HasPrefix(positive, "!") || !isOldTag(positive) {
				z = &TagExpr{"ignore"} // as it always was: what is wrong never holds
			} else if z = (&TagExpr{positive}); negated {
				z = &NotExpr{z}
			}
			if y == nil {
				y = z
			} else {
				if size++; size > mostOldAnd {
					return nil, errTooComplex
				}
				y = &AndExpr{y, z}
			}
		}
		if x == nil {
			x = y
		} else {
			if size++; size > mostOldAnd {
				return nil, errTooComplex
			}
			x = &OrExpr{x, y}
		}
	}
	if x == nil {
		x = &TagExpr{"ignore"}
	}
	return x, nil
}

func isOldTag(tag string) bool {
	return tag != "" && strings.IndexFunc(tag, func(r rune) bool { return !isTagRune(r) }) < 0
}
