package printer

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"text/tabwriter"
)

// A white is white space or a change of the indentation.
type white byte

const (
	none     white = 0
	blank    white = ' '
	vtab     white = '\v' // ends a cell
	newline  white = '\n'
	formfeed white = '\f' // a newline that ends the columns
	indent   white = '>'
	unindent white = '<'
)

const (
	mostNewlines = 2 // one empty line
	infinity     = 1 << 30
)

// What a comment must not bring with it here.
type quiet struct {
	blank, linebreak bool
}

type printer struct {
	Config
	fset   *token.FileSet
	output []byte

	indent  int
	literal int         // nesting of composite literals in the function
	quiet   quiet       // about comments
	semi    bool        // a newline here would be a semicolon
	ragged  bool        // a literal had a newline: nothing is aligned on this line
	last    token.Token // printed, ILLEGAL after white space
	open    token.Token // the last token, if it is ( or [
	pending []white     // not written yet

	pos      token.Position // in the source
	out      token.Position // in the output
	end      token.Position // in the source, of what was written last
	lineNote *int           // gets the line in the output of the next token

	// Offsets in the output of lines with build constraints, of the form //go:build and of the older one.
	current, older []int

	comments    []*ast.CommentGroup
	ownComments bool // comments are those of the nodes
	next        int  // index of the comment after comment
	comment     *ast.CommentGroup
	commentAt   int  // its offset
	breaks      bool // it has or ends with a newline

	sizes map[ast.Node]int
}

func (p *printer) place(pos token.Pos) token.Position { return p.fset.PositionFor(pos, false) }
func (p *printer) line(pos token.Pos) int             { return p.place(pos).Line }

// at says where in the source the next token stands.
func (p *printer) at(pos token.Pos) *printer {
	if pos.IsValid() {
		p.pos = p.place(pos)
	}
	return p
}

// moved keeps track of the columns after n characters without newline.
func (p *printer) moved(n int) {
	p.pos.Offset += n
	p.pos.Column += n
	p.out.Column += n
}

// directive says where in the source a line of the output comes from, if that is not clear.
func (p *printer) directive(pos token.Position) {
	if p.Mode&SourcePos != 0 && pos.IsValid() && (p.out.Line != pos.Line || p.out.Filename != pos.Filename) {
		p.output = append(p.output, tabwriter.Escape)
		p.output = append(p.output, fmt.Sprintf("//line %s:%d\n", pos.Filename, pos.Line)...)
		p.output = append(p.output, tabwriter.Escape)
		p.out.Filename, p.out.Line = pos.Filename, pos.Line
	}
}

func (p *printer) startLine() {
	n := p.Indent + p.indent
	for range n {
		p.output = append(p.output, '\t')
	}
	p.moved(max(0, n))
}

// put writes n times a white character.
func (p *printer) put(ch byte, n int) {
	if p.out.Column == 1 {
		p.startLine()
	}
	if p.ragged {
		switch ch {
		case '\t', '\v':
			ch = ' '
		case '\n', '\f':
			ch, p.ragged = '\f', false
		}
	}
	for range n {
		p.output = append(p.output, ch)
	}
	if ch == '\n' || ch == '\f' {
		p.pos.Offset += n
		p.pos.Line += n
		p.out.Line += n
		p.pos.Column, p.out.Column = 1, 1
		return
	}
	p.moved(n)
}

// write writes text that stands at pos in the source; a tabwriter must not look into literals.
func (p *printer) write(pos token.Position, s string, literal bool) {
	if p.out.Column == 1 {
		p.directive(pos)
		p.startLine()
	}
	if pos.IsValid() {
		p.pos = pos
	}
	if literal {
		p.output = append(p.output, tabwriter.Escape)
	}
	p.output = append(p.output, s...)
	if literal {
		p.output = append(p.output, tabwriter.Escape)
	}
	if n := strings.Count(s, "\n"); n > 0 {
		column := len(s) - strings.LastIndexByte(s, '\n')
		p.pos.Offset += len(s)
		p.pos.Line += n
		p.out.Line += n
		p.pos.Column, p.out.Column = column, column
		p.ragged = p.ragged || literal
	} else {
		p.moved(len(s))
	}
	p.end = p.pos
}

// space adds white space, which is written with the next token.
func (p *printer) space(list ...white) {
	for _, w := range list {
		if w == none {
			continue
		}
		p.noteOpen()
		p.pending = append(p.pending, w)
		if w == newline || w == formfeed {
			p.semi = false // and comments may come before the next token
		}
		p.last = token.ILLEGAL
	}
}

func (p *printer) noteOpen() {
	switch p.last {
	case token.ILLEGAL:
	case token.LPAREN, token.LBRACK:
		p.open = p.last
	default:
		p.open = token.ILLEGAL
	}
}

// combines reports whether a character would change the token before it.
func combines(tok token.Token, next byte) bool {
	switch tok {
	case token.INT:
		return next == '.'
	case token.ADD:
		return next == '+'
	case token.SUB:
		return next == '-'
	case token.QUO:
		return next == '*'
	case token.LSS:
		return next == '-' || next == '<'
	case token.AND:
		return next == '&' || next == '^'
	}
	return false
}

// tok prints operators, delimiters and keywords.
func (p *printer) tok(list ...token.Token) {
	for _, t := range list {
		s := t.String()
		if combines(p.last, s[0]) {
			p.pending = append(p.pending, blank)
		}
		semi := false
		switch t {
		case token.BREAK, token.CONTINUE, token.FALLTHROUGH, token.RETURN, token.INC, token.DEC, token.RPAREN, token.RBRACK, token.RBRACE:
			semi = true
		}
		p.item(t, s, false, semi)
	}
}

func (p *printer) name(id *ast.Ident) { p.item(token.IDENT, id.Name, false, true) }

// text prints what is no part of a correct tree.
func (p *printer) text(s string) { p.item(token.STRING, s, true, true) }

// item prints a token at pos, after the comments and white space before it.
func (p *printer) item(tok token.Token, s string, literal, semi bool) {
	p.noteOpen()
	p.last = tok
	next := p.pos
	broke, droppedFeed := p.flush(next, tok)
	if !p.semi {
		n := min(next.Line-p.pos.Line, mostNewlines)
		if broke && n == mostNewlines {
			n--
		}
		if n > 0 {
			ch := byte('\n')
			if droppedFeed {
				ch = '\f'
			}
			p.put(ch, n)
			semi = false
		}
	}
	if p.lineNote != nil {
		*p.lineNote = p.out.Line
		p.lineNote = nil
	}
	p.write(next, s, literal)
	p.semi = semi
}

// flush writes white space and comments that come before a token, and reports whether a
// newline was written, and a formfeed left out.
func (p *printer) flush(next token.Position, tok token.Token) (broke, droppedFeed bool) {
	if p.commentBefore(next) {
		return p.placeComments(next, tok)
	}
	p.writePending(len(p.pending))
	return false, false
}

// writePending writes the first n of what is pending.
func (p *printer) writePending(n int) {
	for i := 0; i < n; i++ {
		switch w := p.pending[i]; w {
		case none:
		case indent:
			p.indent++
		case unindent:
			p.indent = max(0, p.indent-1)
		case newline, formfeed:
			// A label takes its indentation back: that goes before the newline.
			// The columns end here, for a long label would widen them.
			if i+1 < n && p.pending[i+1] == unindent {
				p.pending[i], p.pending[i+1] = unindent, formfeed
				i--
				continue
			}
			p.put(byte(w), 1)
		default:
			p.put(byte(w), 1)
		}
	}
	p.pending = append(p.pending[:0], p.pending[n:]...)
}

// breakTo adds as many newlines as the source has before a line, at least min, after w.
// It returns how many, a new section counting as two.
func (p *printer) breakTo(line, least int, w white, section bool) (n int) {
	breaks := max(min(line-p.pos.Line, mostNewlines), least)
	if breaks <= 0 {
		return 0
	}
	p.space(w)
	if section {
		p.space(formfeed)
		breaks--
		n = 2
	}
	for range breaks {
		p.space(newline)
	}
	return n + breaks
}

// noteLine stores the line of the next token in the output, for linesSince.
func (p *printer) noteLine(line *int) { p.lineNote = line }

func (p *printer) linesSince(line int) int { return p.out.Line - line }
