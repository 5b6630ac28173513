package printer

import (
	"bytes"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

func keyword(d ast.Decl) token.Token {
	switch d := d.(type) {
	case *ast.GenDecl:
		return d.Tok
	case *ast.FuncDecl:
		return token.FUNC
	}
	return token.ILLEGAL
}

// decls prints declarations, with an empty line before those that are documented or of another kind.
func (p *printer) decls(list []ast.Decl) {
	before := token.ILLEGAL
	for _, d := range list {
		this := keyword(d)
		if len(p.output) > 0 {
			least := 1
			if before != this || docOf(d) != nil {
				least = 2
			}
			tall := d.Pos().IsValid() && d.End().IsValid() && p.line(d.Pos()) < p.line(d.End()) || !d.Pos().IsValid()
			p.breakTo(p.line(d.Pos()), least, none, this == token.FUNC && tall)
		}
		p.decl(d)
		before = this
	}
}

func (p *printer) decl(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.BadDecl:
		p.at(d.Pos()).text("BadDecl")
	case *ast.GenDecl:
		p.genDecl(d)
	case *ast.FuncDecl:
		p.lead(d.Doc)
		p.at(d.Pos()).tok(token.FUNC)
		p.space(blank)
		start := p.out.Column - len("func ") // gofmt counts the blank twice
		if d.Recv != nil {
			p.params(d.Recv, token.LPAREN, token.RPAREN, false)
			p.space(blank)
		}
		p.expr(d.Name)
		p.signature(d.Type)
		p.body(p.columnsSince(d.Pos(), start), vtab, d.Body)
	}
}

func (p *printer) genDecl(d *ast.GenDecl) {
	p.lead(d.Doc)
	p.at(d.Pos()).tok(d.Tok)
	p.space(blank)
	if !d.Lparen.IsValid() && len(d.Specs) == 1 {
		p.spec(d.Specs[0], 1, true)
		return
	}
	p.at(d.Lparen).tok(token.LPAREN)
	if n := len(d.Specs); n > 0 {
		p.space(indent, formfeed)
		var typed []bool
		if n > 1 && (d.Tok == token.CONST || d.Tok == token.VAR) {
			typed = typeColumns(d.Specs)
		}
		line := 0
		for i, s := range d.Specs {
			if i > 0 {
				p.breakTo(p.line(s.Pos()), 1, none, p.linesSince(line) > 0)
			}
			p.noteLine(&line)
			if typed != nil {
				p.values(s.(*ast.ValueSpec), typed[i])
			} else {
				p.spec(s, n, false)
			}
		}
		p.space(unindent, formfeed)
	}
	p.at(d.Rparen).tok(token.RPAREN)
}

// typeColumns says for each spec whether there is a column for types: in each run of specs with values
// only if one of them has a type.
func typeColumns(specs []ast.Spec) []bool {
	columns := make([]bool, len(specs))
	start := -1 // of the run
	typed := false
	finish := func(end int) {
		for i := start; start >= 0 && typed && i < end; i++ {
			columns[i] = true
		}
		start = -1
	}
	for i, spec := range specs {
		s := spec.(*ast.ValueSpec)
		if s.Values == nil {
			finish(i)
		} else if start < 0 {
			start, typed = i, false
		}
		typed = typed || s.Type != nil
	}
	finish(len(specs))
	return columns
}

// values prints one of several constants or variables in columns: names, types, values, comments.
func (p *printer) values(s *ast.ValueSpec, typed bool) {
	p.lead(s.Doc)
	p.names(s.Names, false)
	cells := 3 // before the comment
	if s.Type != nil || typed {
		p.space(vtab)
		cells--
	}
	if s.Type != nil {
		p.expr(s.Type)
	}
	if s.Values != nil {
		p.space(vtab)
		p.tok(token.ASSIGN)
		p.space(blank)
		p.list(token.NoPos, s.Values, 1, 0, token.NoPos, false)
		cells--
	}
	if s.Comment != nil {
		for range cells {
			p.space(vtab)
		}
		p.lead(s.Comment)
	}
}

// spec prints one of n specs.
func (p *printer) spec(spec ast.Spec, n int, indented bool) {
	switch s := spec.(type) {
	case *ast.ImportSpec:
		p.lead(s.Doc)
		if s.Name != nil {
			p.expr(s.Name)
			p.space(blank)
		}
		p.expr(quotedPath(s.Path))
		p.lead(s.Comment)
		p.at(s.EndPos)
	case *ast.ValueSpec:
		p.lead(s.Doc)
		p.names(s.Names, indented)
		if s.Type != nil {
			p.space(blank)
			p.expr(s.Type)
		}
		if s.Values != nil {
			p.space(blank)
			p.tok(token.ASSIGN)
			p.space(blank)
			p.list(token.NoPos, s.Values, 1, 0, token.NoPos, false)
		}
		p.lead(s.Comment)
	case *ast.TypeSpec:
		p.lead(s.Doc)
		p.expr(s.Name)
		if s.TypeParams != nil {
			p.params(s.TypeParams, token.LBRACK, token.RBRACK, true)
		}
		if n == 1 {
			p.space(blank)
		} else {
			p.space(vtab)
		}
		if s.Assign.IsValid() {
			p.tok(token.ASSIGN)
			p.space(blank)
		}
		p.expr(s.Type)
		p.lead(s.Comment)
	}
}

// quotedPath returns an import path in double quotes if all is well with it.
func quotedPath(lit *ast.BasicLit) *ast.BasicLit {
	if lit.Kind != token.STRING {
		return lit
	}
	path, err := strconv.Unquote(lit.Value)
	if err != nil || path == "" {
		return lit
	}
	for _, r := range path {
		if r <= ' ' || r == 0x7F || strings.ContainsRune("!\"#$%&'()*,:;<=>?[\\]^{|}`\uFFFD", r) {
			return lit
		}
	}
	quoted := strconv.Quote(path)
	if quoted == lit.Value {
		return lit
	}
	return &ast.BasicLit{ValuePos: lit.ValuePos, Kind: token.STRING, Value: quoted}
}

// columnsSince returns the width of what was printed since a column, if pos is on this line.
func (p *printer) columnsSince(pos token.Pos, column int) int {
	if pos.IsValid() && p.pos.IsValid() && p.line(pos) == p.pos.Line {
		return p.out.Column - column
	}
	return infinity
}

// size returns how many bytes a node has on one line, or more than most.
func (p *printer) size(n ast.Node, most int) int {
	if size, known := p.sizes[n]; known {
		return size
	}
	size := most + 1
	p.sizes[n] = size
	raw := Config{Mode: RawFormat}
	text, err := raw.print(p.fset, n, p.sizes)
	if err != nil {
		return size
	}
	text = trim(text)
	if len(text) <= most && bytes.IndexByte(text, '\n') < 0 {
		size = len(text)
		p.sizes[n] = size
	}
	return size
}

// bodySize returns the size of a body on one line, or more than most.
func (p *printer) bodySize(b *ast.BlockStmt, most int) int {
	if b.Lbrace.IsValid() && b.Rbrace.IsValid() && p.line(b.Lbrace) != p.line(b.Rbrace) || len(b.List) > 5 {
		return most + 1
	}
	size := p.sizeBefore(p.place(b.Rbrace))
	for i, s := range b.List {
		if size > most {
			break
		}
		if i > 0 {
			size += len("; ")
		}
		size += p.size(s, most)
	}
	return size
}

// body prints the body of a function, on the line of its head if it was there and is short.
func (p *printer) body(head int, w white, b *ast.BlockStmt) {
	if b == nil {
		return
	}
	before := p.literal
	p.literal = 0
	defer func() { p.literal = before }()
	const most = 100
	if head+p.bodySize(b, most) > most {
		p.space(blank)
		p.block(b, 1)
		return
	}
	p.space(w)
	p.at(b.Lbrace).tok(token.LBRACE)
	if len(b.List) > 0 {
		p.space(blank)
		for i, s := range b.List {
			if i > 0 {
				p.tok(token.SEMICOLON)
				p.space(blank)
			}
			p.stmt(s, i == len(b.List)-1)
		}
		p.space(blank)
	}
	quiet := p.quiet
	p.quiet.linebreak = !quiet.linebreak
	p.at(b.Rbrace).tok(token.RBRACE)
	p.quiet = quiet
}
