package parser

import (
	"go/ast"
	"go/build/constraint"
	"go/scanner"
	"go/token"
	"strings"
)

// A parser holds the token that is next, and what was seen so far.
type parser struct {
	file    *token.File
	mode    Mode
	scanner scanner.Scanner
	errors  scanner.ErrorList

	pos token.Pos
	tok token.Token
	lit string

	comments []*ast.CommentGroup
	lead     *ast.CommentGroup // comments that end on the line before the token
	trailing *ast.CommentGroup // the last comments on the line of the token before

	syncPos token.Pos // where advance stopped last
	syncs   int       // how often it stopped there

	level  int  // of parentheses; negative in the head of a statement, where { is a block
	inRhs  bool // "=" is a slip for "=="
	depth  int  // of nesting
	inHead bool // before the package clause

	imports   []*ast.ImportSpec
	goVersion string
}

const deepest = 100_000

// A giveUp ends the parsing early: of too many errors, or too much nesting.
type giveUp struct {
	pos token.Pos
	msg string
}

func (p *parser) givenUp(e any) {
	reason, ok := e.(giveUp)
	if !ok {
		panic(e)
	}
	if reason.msg != "" {
		p.errors.Add(p.file.Position(reason.pos), reason.msg)
	}
}

// deeper counts nesting; its result goes to shallower.
func (p *parser) deeper() *parser {
	p.depth++
	if p.depth > deepest {
		p.errorAt(p.pos, "exceeded max nesting depth")
		panic(giveUp{})
	}
	return p
}

func (p *parser) shallower() { p.depth-- }

func (p *parser) start(text []byte) {
	p.inHead = true
	p.scanner.Init(p.file, text, func(pos token.Position, msg string) { p.errors.Add(pos, msg) }, scanner.ScanComments)
	p.next()
}

// advanceToken reads a token, which may be a comment if those are wanted.
func (p *parser) advanceToken() {
	for {
		p.pos, p.tok, p.lit = p.scanner.Scan()
		if p.tok != token.COMMENT {
			p.inHead = false
			return
		}
		if p.inHead && strings.HasPrefix(p.lit, "//go:build") {
			if x, err := constraint.Parse(p.lit); err == nil {
				p.goVersion = constraint.GoVersion(x)
			}
		}
		if p.mode&ParseComments != 0 {
			return
		}
	}
}

func (p *parser) line(pos token.Pos) int { return p.file.PositionFor(pos, false).Line }

// group reads comments with at most gap lines between them, and returns the line the last one ends on.
func (p *parser) group(gap int) (group *ast.CommentGroup, end int) {
	group = new(ast.CommentGroup)
	end = p.line(p.pos)
	for p.tok == token.COMMENT && p.line(p.pos) <= end+gap {
		end = p.line(p.pos)
		if p.lit[1] == '*' {
			end += strings.Count(p.lit, "\n")
		}
		group.List = append(group.List, &ast.Comment{Slash: p.pos, Text: p.lit})
		p.advanceToken()
	}
	p.comments = append(p.comments, group)
	return group, end
}

// next moves on to the next token that is no comment.
func (p *parser) next() {
	p.lead, p.trailing = nil, nil
	before := p.pos
	p.advanceToken()
	if p.tok != token.COMMENT {
		return
	}
	var group *ast.CommentGroup
	end := -1
	if p.line(p.pos) == p.line(before) {
		group, end = p.group(0)
		if p.line(p.pos) != end || p.tok == token.SEMICOLON || p.tok == token.EOF {
			p.trailing = group
		}
	}
	end = -1
	for p.tok == token.COMMENT {
		group, end = p.group(1)
	}
	if end+1 == p.line(p.pos) {
		p.lead = group
	}
}

// newline reports whether the token is a semicolon that a newline made.
func (p *parser) newline() bool { return p.tok == token.SEMICOLON && p.lit == "\n" }

func (p *parser) errorAt(pos token.Pos, msg string) {
	at := p.file.Position(pos)
	if p.mode&AllErrors == 0 {
		n := len(p.errors)
		if n > 0 && p.errors[n-1].Pos.Line == at.Line {
			return
		}
		if n > 10 {
			panic(giveUp{})
		}
	}
	p.errors.Add(at, msg)
}

func (p *parser) expected(pos token.Pos, what string) {
	msg := "expected " + what
	if pos == p.pos {
		switch {
		case p.newline():
			msg += ", found newline"
		case p.tok.IsLiteral():
			msg += ", found " + p.lit
		default:
			msg += ", found '" + p.tok.String() + "'"
		}
	}
	p.errorAt(pos, msg)
}

// expect takes a token, whichever it is, and returns where it stands.
func (p *parser) expect(tok token.Token) token.Pos {
	pos := p.pos
	if p.tok != tok {
		p.expected(pos, "'"+tok.String()+"'")
	}
	p.next()
	return pos
}

// closing is expect for the bracket that ends a list, which may stand on another line by mistake.
func (p *parser) closing(tok token.Token, list string) token.Pos {
	if p.tok != tok && p.newline() {
		p.errorAt(p.pos, "missing ',' before newline in "+list)
		p.next()
	}
	return p.expect(tok)
}

// braceOrNone is expect for the end of a block, without a place if it is missing.
func (p *parser) braceOrNone() (pos token.Pos) {
	if p.tok == token.RBRACE {
		pos = p.pos
	} else {
		p.expected(p.pos, "'"+token.RBRACE.String()+"'")
	}
	p.next()
	return pos
}

// semicolon takes what ends a statement and returns the comment on its line.
func (p *parser) semicolon() (comment *ast.CommentGroup) {
	switch p.tok {
	case token.RPAREN, token.RBRACE: // it may be left out before these
	case token.COMMA, token.SEMICOLON:
		if p.tok == token.COMMA {
			p.expected(p.pos, "';'")
		}
		if p.lit == ";" {
			p.next()
			return p.trailing
		}
		comment = p.trailing
		p.next()
		return comment
	default:
		p.expected(p.pos, "';'")
		p.advance(statementStart)
	}
	return nil
}

// comma reports whether the list goes on; a missing one is told and taken for granted.
func (p *parser) comma(list string, end token.Token) bool {
	if p.tok == token.COMMA {
		return true
	}
	if p.tok == end {
		return false
	}
	msg := "missing ','"
	if p.newline() {
		msg += " before newline"
	}
	p.errorAt(p.pos, msg+" in "+list)
	return true
}

// Where parsing goes on after a mistake.
func statementStart(tok token.Token) bool {
	switch tok {
	case token.BREAK, token.CONST, token.CONTINUE, token.DEFER, token.FALLTHROUGH, token.FOR, token.GO, token.GOTO,
		token.IF, token.RETURN, token.SELECT, token.SWITCH, token.TYPE, token.VAR:
		return true
	}
	return false
}

func declarationStart(tok token.Token) bool {
	return tok == token.IMPORT || tok == token.CONST || tok == token.TYPE || tok == token.VAR
}

func expressionEnd(tok token.Token) bool {
	switch tok {
	case token.COMMA, token.COLON, token.SEMICOLON, token.RPAREN, token.RBRACK, token.RBRACE:
		return true
	}
	return false
}

// advance skips tokens; it does not stop at the same one for ever.
func (p *parser) advance(to func(token.Token) bool) {
	for ; p.tok != token.EOF; p.next() {
		if !to(p.tok) {
			continue
		}
		if p.pos == p.syncPos && p.syncs < 10 {
			p.syncs++
			return
		}
		if p.pos > p.syncPos {
			p.syncPos, p.syncs = p.pos, 0
			return
		}
	}
}

// inside returns a place, the end of the file if a broken node has one beyond.
func (p *parser) inside(pos token.Pos) token.Pos {
	if int(pos) < p.file.Base() || p.file.End() < pos {
		return p.file.End()
	}
	return pos
}
