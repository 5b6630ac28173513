package parser

import (
	"go/ast"
	"go/token"
)

// list parses expressions with commas between them.
func (p *parser) list(rhs bool) []ast.Expr {
	defer p.onSide(rhs)()
	x := []ast.Expr{p.expr()}
	for p.tok == token.COMMA {
		p.next()
		x = append(x, p.expr())
	}
	return x
}

// onSide says on which side of an assignment we are until its result is called.
func (p *parser) onSide(rhs bool) func() {
	before := p.inRhs
	p.inRhs = rhs
	return func() { p.inRhs = before }
}

func (p *parser) rhs() ast.Expr {
	before := p.inRhs
	p.inRhs = true
	x := p.expr()
	p.inRhs = before
	return x
}

func (p *parser) expr() ast.Expr { return p.binary(nil, token.LowestPrec+1) }

// binary parses operators of a precedence and above, after the first operand if that was read.
func (p *parser) binary(x ast.Expr, least int) ast.Expr {
	if x == nil {
		x = p.unary()
	}
	for depth := 0; ; depth++ {
		op := p.tok
		if p.inRhs && op == token.ASSIGN {
			op = token.EQL
		}
		precedence := op.Precedence()
		if precedence < least {
			p.depth -= depth
			return x
		}
		p.deeper()
		pos := p.expect(op)
		x = &ast.BinaryExpr{X: x, OpPos: pos, Op: op, Y: p.binary(nil, precedence+1)}
	}
}

func (p *parser) unary() ast.Expr {
	defer p.deeper().shallower()
	switch p.tok {
	case token.ADD, token.SUB, token.NOT, token.XOR, token.AND, token.TILDE:
		x := &ast.UnaryExpr{OpPos: p.pos, Op: p.tok}
		p.next()
		x.X = p.unary()
		return x
	case token.ARROW:
		arrow := p.pos
		p.next()
		x := p.unary()
		if t, ok := x.(*ast.ChanType); ok {
			p.receiving(arrow, t)
			return x
		}
		return &ast.UnaryExpr{OpPos: arrow, Op: token.ARROW, X: x}
	case token.MUL:
		star := p.pos
		p.next()
		return &ast.StarExpr{Star: star, X: p.unary()}
	}
	return p.primary(nil)
}

// receiving makes <-chan T of "<-" and chan T. In <-chan<- T the second arrow belongs to the T,
// which must then be a channel type; and so on.
func (p *parser) receiving(arrow token.Pos, t *ast.ChanType) {
	dir := ast.SEND
	for ok := true; ok && dir == ast.SEND; {
		if t.Dir == ast.RECV {
			p.expected(t.Arrow, "'chan'")
		}
		arrow, t.Begin, t.Arrow = t.Arrow, arrow, arrow
		dir, t.Dir = t.Dir, ast.RECV
		t, ok = t.Value.(*ast.ChanType)
	}
	if dir == ast.SEND {
		p.expected(arrow, "channel type")
	}
}

func (p *parser) literal() *ast.BasicLit {
	x := &ast.BasicLit{ValuePos: p.pos, ValueEnd: p.scanner.End(), Kind: p.tok, Value: p.lit}
	p.next()
	return x
}

func (p *parser) operand() ast.Expr {
	switch p.tok {
	case token.IDENT:
		return p.ident()
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		return p.literal()
	case token.LPAREN:
		x := &ast.ParenExpr{Lparen: p.pos}
		p.next()
		p.level++
		x.X = p.rhs()
		p.level--
		x.Rparen = p.expect(token.RPAREN)
		return x
	case token.FUNC:
		t := p.funcType()
		if p.tok != token.LBRACE {
			return t
		}
		p.level++
		body := p.block()
		p.level--
		return &ast.FuncLit{Type: t, Body: body}
	}
	if t := p.optionalType(); t != nil {
		return t
	}
	return p.bad("operand", statementStart)
}

// primary parses an operand, unless it was read, and what is applied to it.
func (p *parser) primary(x ast.Expr) ast.Expr {
	if x == nil {
		x = p.operand()
	}
	for depth := 0; ; depth++ {
		p.deeper()
		switch p.tok {
		case token.PERIOD:
			p.next()
			x = p.selected(x)
		case token.LBRACK:
			x = p.index(x)
		case token.LPAREN:
			x = p.call(x)
		default:
			if p.tok != token.LBRACE || !p.literalType(x) {
				p.depth -= depth + 1
				return x
			}
			if inner := ast.Unparen(x); inner != x {
				p.errorAt(inner.Pos(), "cannot parenthesize type in composite literal")
			}
			x = p.composite(x)
		}
	}
}

// literalType reports whether { after x starts a composite literal.
func (p *parser) literalType(x ast.Expr) bool {
	switch ast.Unparen(x).(type) {
	case *ast.BadExpr, *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
		return p.level >= 0
	case *ast.ArrayType, *ast.StructType, *ast.MapType:
		return true
	}
	return false
}

// selected parses what follows a period.
func (p *parser) selected(x ast.Expr) ast.Expr {
	switch p.tok {
	case token.IDENT:
		return &ast.SelectorExpr{X: x, Sel: p.ident()}
	case token.LPAREN:
		t := &ast.TypeAssertExpr{X: x, Lparen: p.expect(token.LPAREN)}
		if p.tok == token.TYPE {
			p.next()
		} else {
			t.Type = p.typ()
		}
		t.Rparen = p.expect(token.RPAREN)
		return t
	}
	pos := p.pos
	p.expected(pos, "selector or type assertion")
	if p.tok != token.RBRACE {
		p.next()
	}
	return &ast.SelectorExpr{X: x, Sel: &ast.Ident{NamePos: pos, Name: "_"}}
}

// index parses an index, a slice or type arguments.
func (p *parser) index(x ast.Expr) ast.Expr {
	lbrack := p.expect(token.LBRACK)
	if p.tok == token.RBRACK {
		p.expected(p.pos, "operand")
		rbrack := p.pos
		p.next()
		return &ast.IndexExpr{X: x, Lbrack: lbrack, Index: &ast.BadExpr{From: rbrack, To: rbrack}, Rbrack: rbrack}
	}
	p.level++
	var bounds [3]ast.Expr
	var colons []token.Pos
	var args []ast.Expr
	if p.tok != token.COLON {
		bounds[0] = p.rhs()
	}
	switch p.tok {
	case token.COLON:
		for p.tok == token.COLON && len(colons) < 2 {
			colons = append(colons, p.pos)
			p.next()
			if p.tok != token.COLON && p.tok != token.RBRACK && p.tok != token.EOF {
				bounds[len(colons)] = p.rhs()
			}
		}
	case token.COMMA:
		args = append(args, bounds[0])
		for p.tok == token.COMMA {
			p.next()
			if p.tok != token.RBRACK && p.tok != token.EOF {
				args = append(args, p.typ())
			}
		}
	}
	p.level--
	rbrack := p.expect(token.RBRACK)
	if len(args) > 0 {
		return indexed(x, lbrack, args, rbrack)
	}
	if len(colons) == 0 {
		return &ast.IndexExpr{X: x, Lbrack: lbrack, Index: bounds[0], Rbrack: rbrack}
	}
	if len(colons) == 2 {
		if bounds[1] == nil {
			p.errorAt(colons[0], "middle index required in 3-index slice")
			bounds[1] = &ast.BadExpr{From: colons[0] + 1, To: colons[1]}
		}
		if bounds[2] == nil {
			p.errorAt(colons[1], "final index required in 3-index slice")
			bounds[2] = &ast.BadExpr{From: colons[1] + 1, To: rbrack}
		}
	}
	return &ast.SliceExpr{X: x, Lbrack: lbrack, Low: bounds[0], High: bounds[1], Max: bounds[2], Slice3: len(colons) == 2, Rbrack: rbrack}
}

func (p *parser) call(fun ast.Expr) *ast.CallExpr {
	x := &ast.CallExpr{Fun: fun, Lparen: p.expect(token.LPAREN)}
	p.level++
	for p.tok != token.RPAREN && p.tok != token.EOF && !x.Ellipsis.IsValid() {
		x.Args = append(x.Args, p.rhs())
		if p.tok == token.ELLIPSIS {
			x.Ellipsis = p.pos
			p.next()
		}
		if !p.comma("argument list", token.RPAREN) {
			break
		}
		p.next()
	}
	p.level--
	x.Rparen = p.closing(token.RPAREN, "argument list")
	return x
}

// composite parses the braces of a literal.
func (p *parser) composite(typ ast.Expr) ast.Expr {
	defer p.deeper().shallower()
	x := &ast.CompositeLit{Type: typ, Lbrace: p.expect(token.LBRACE)}
	p.level++
	for p.tok != token.RBRACE && p.tok != token.EOF {
		element := p.element()
		if p.tok == token.COLON {
			pair := &ast.KeyValueExpr{Key: element, Colon: p.pos}
			p.next()
			pair.Value = p.element()
			element = pair
		}
		x.Elts = append(x.Elts, element)
		if !p.comma("composite literal", token.RBRACE) {
			break
		}
		p.next()
	}
	p.level--
	x.Rbrace = p.closing(token.RBRACE, "composite literal")
	return x
}

func (p *parser) element() ast.Expr {
	if p.tok == token.LBRACE {
		return p.composite(nil)
	}
	return p.expr()
}
