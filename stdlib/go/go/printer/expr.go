package printer

import (
	"go/ast"
	"go/token"
	"strings"
)

// expr prints an expression that nothing is around.
func (p *printer) expr(x ast.Expr) { p.operand(x, token.LowestPrec, 1) }

// inner prints an expression inside another one.
func (p *printer) inner(x ast.Expr, depth int) { p.operand(x, token.LowestPrec, depth) }

// operand prints an expression that an operator of a precedence is applied to. The deeper it stands
// in others, the fewer operators have blanks around them.
func (p *printer) operand(expr ast.Expr, precedence, depth int) {
	p.at(expr.Pos())
	switch x := expr.(type) {
	case *ast.BadExpr:
		p.text("BadExpr")
	case *ast.Ident:
		p.name(x)
	case *ast.BasicLit:
		p.basic(x)
	case *ast.BinaryExpr:
		depth = max(1, depth)
		p.binary(x, precedence, spacedBelow(x, depth), depth)
	case *ast.KeyValueExpr:
		p.expr(x.Key)
		p.at(x.Colon).tok(token.COLON)
		p.space(blank)
		p.expr(x.Value)
	case *ast.StarExpr:
		if token.UnaryPrec < precedence {
			p.tok(token.LPAREN, token.MUL)
			p.expr(x.X)
			p.tok(token.RPAREN)
		} else {
			p.tok(token.MUL)
			p.expr(x.X)
		}
	case *ast.UnaryExpr:
		if token.UnaryPrec < precedence {
			p.tok(token.LPAREN)
			p.expr(x)
			p.tok(token.RPAREN)
			break
		}
		p.tok(x.Op)
		if x.Op == token.RANGE {
			p.space(blank)
		}
		p.operand(x.X, token.UnaryPrec, depth)
	case *ast.FuncLit:
		p.tok(token.FUNC)
		start := p.out.Column - len("func")
		p.signature(x.Type)
		p.body(p.columnsSince(x.Type.Pos(), start), blank, x.Body)
	case *ast.ParenExpr:
		if _, ok := x.X.(*ast.ParenExpr); ok { // one pair is enough
			p.inner(x.X, depth)
			break
		}
		p.tok(token.LPAREN)
		p.inner(x.X, shallower(depth))
		p.at(x.Rparen).tok(token.RPAREN)
	case *ast.SelectorExpr:
		p.selector(x, depth, false)
	case *ast.TypeAssertExpr:
		p.operand(x.X, token.HighestPrec, depth)
		p.tok(token.PERIOD)
		p.at(x.Lparen).tok(token.LPAREN)
		if x.Type != nil {
			p.expr(x.Type)
		} else {
			p.tok(token.TYPE)
		}
		p.at(x.Rparen).tok(token.RPAREN)
	case *ast.IndexExpr:
		p.operand(x.X, token.HighestPrec, 1)
		p.at(x.Lbrack).tok(token.LBRACK)
		p.inner(x.Index, depth+1)
		p.at(x.Rbrack).tok(token.RBRACK)
	case *ast.IndexListExpr:
		p.operand(x.X, token.HighestPrec, 1)
		p.at(x.Lbrack).tok(token.LBRACK)
		p.list(x.Lbrack, x.Indices, depth+1, lastComma, x.Rbrack, false)
		p.at(x.Rbrack).tok(token.RBRACK)
	case *ast.SliceExpr:
		p.slice(x, depth)
	case *ast.CallExpr:
		p.call(x, depth)
	case *ast.CompositeLit:
		p.composite(x, depth)
	default:
		p.typ(expr)
	}
}

func (p *printer) typ(expr ast.Expr) {
	switch x := expr.(type) {
	case *ast.Ellipsis:
		p.tok(token.ELLIPSIS)
		if x.Elt != nil {
			p.expr(x.Elt)
		}
	case *ast.ArrayType:
		p.tok(token.LBRACK)
		if x.Len != nil {
			p.expr(x.Len)
		}
		p.tok(token.RBRACK)
		p.expr(x.Elt)
	case *ast.StructType:
		p.tok(token.STRUCT)
		p.fields(x.Fields, true, x.Incomplete)
	case *ast.FuncType:
		p.tok(token.FUNC)
		p.signature(x)
	case *ast.InterfaceType:
		p.tok(token.INTERFACE)
		p.fields(x.Methods, false, x.Incomplete)
	case *ast.MapType:
		p.tok(token.MAP, token.LBRACK)
		p.expr(x.Key)
		p.tok(token.RBRACK)
		p.expr(x.Value)
	case *ast.ChanType:
		switch x.Dir {
		case ast.SEND:
			p.tok(token.CHAN)
			p.at(x.Arrow).tok(token.ARROW)
		case ast.RECV:
			p.tok(token.ARROW, token.CHAN)
		default:
			p.tok(token.CHAN)
		}
		p.space(blank)
		p.expr(x.Value)
	default:
		panic("unreachable")
	}
}

func shallower(depth int) int { return max(1, depth-1) }

func (p *printer) basic(x *ast.BasicLit) {
	s := x.Value
	if p.Mode&normalize != 0 && (x.Kind == token.INT || x.Kind == token.FLOAT || x.Kind == token.IMAG) {
		s = normalized(s)
	}
	p.item(x.Kind, s, true, true)
}

// lowered returns s with the last c in lower case.
func lowered(s string, c byte) string {
	if i := strings.LastIndexByte(s, c); i >= 0 {
		return s[:i] + string(rune(c|0x20)) + s[i+1:]
	}
	return s
}

// normalized returns a number with prefix and exponent in lower case, and imaginary integers without
// zeros in front, which do not make them octal.
func normalized(s string) string {
	if len(s) < 2 {
		return s
	}
	switch strings.ToLower(s[:2]) {
	case "0x":
		return lowered("0x"+s[2:], 'P')
	case "0o":
		return "0o" + s[2:]
	case "0b":
		return "0b" + s[2:]
	}
	if strings.Contains(s, "E") {
		return lowered(s, 'E')
	}
	if strings.HasSuffix(s, "i") && !strings.ContainsAny(s, ".e") {
		if s = strings.TrimLeft(s, "0_"); s == "i" {
			return "0i"
		}
	}
	return s
}

// precedences reports which of the two arithmetic precedences occur without parentheses around them,
// and the precedence of operators that need blanks to keep their operands' own ones off.
func precedences(x *ast.BinaryExpr) (has4, has5 bool, clash int) {
	look := func(y *ast.BinaryExpr) {
		four, five, worst := precedences(y)
		has4, has5, clash = has4 || four, has5 || five, max(clash, worst)
	}
	precedence := x.Op.Precedence()
	has4, has5 = precedence == 4, precedence == 5
	if left, ok := x.X.(*ast.BinaryExpr); ok && left.Op.Precedence() >= precedence {
		look(left)
	}
	switch right := x.Y.(type) {
	case *ast.BinaryExpr:
		if right.Op.Precedence() > precedence {
			look(right)
		}
	case *ast.StarExpr:
		if x.Op == token.QUO { // a comment would start
			clash = 5
		}
	case *ast.UnaryExpr:
		switch x.Op.String() + right.Op.String() {
		case "/*", "&&", "&^":
			clash = 5
		case "++", "--":
			clash = max(clash, 4)
		}
	}
	return has4, has5, clash
}

// spacedBelow returns the precedence below which operators have blanks around them.
func spacedBelow(x *ast.BinaryExpr, depth int) int {
	has4, has5, clash := precedences(x)
	switch {
	case clash > 0:
		return clash + 1
	case depth > 1:
		return 4
	case has4 && has5:
		return 5
	}
	return 6
}

// binary prints operands and operator; a line may be broken behind it.
func (p *printer) binary(x *ast.BinaryExpr, outer, spaced, depth int) {
	precedence := x.Op.Precedence()
	if precedence < outer { // only in trees that were not parsed
		p.tok(token.LPAREN)
		p.inner(x, shallower(depth))
		p.tok(token.RPAREN)
		return
	}
	leftDepth := depth + 1
	left, ok := x.X.(*ast.BinaryExpr)
	if ok && left.Op.Precedence() == precedence {
		leftDepth = depth
	}
	if ok && left.Op.Precedence() >= precedence {
		p.at(left.Pos())
		p.binary(left, precedence, spacedBelow(left, leftDepth), leftDepth)
	} else {
		p.operand(x.X, precedence, leftDepth)
	}
	blanks := precedence < spaced
	if blanks {
		p.space(blank)
	}
	from, to := p.pos.Line, p.line(x.Y.Pos())
	p.at(x.OpPos).tok(x.Op)
	indented := false
	if from != to && from > 0 && to > 0 && p.breakTo(to, 1, indent, true) > 0 {
		indented, blanks = true, false
	}
	if blanks {
		p.space(blank)
	}
	p.operand(x.Y, precedence+1, depth+1)
	if indented {
		p.space(unindent)
	}
}

// selector prints x.sel and reports whether it was broken and the indentation left to the caller.
func (p *printer) selector(x *ast.SelectorExpr, depth int, called bool) bool {
	p.operand(x.X, token.HighestPrec, depth)
	p.tok(token.PERIOD)
	if line := p.line(x.Sel.Pos()); p.pos.IsValid() && p.pos.Line < line {
		p.space(indent, newline)
		p.at(x.Sel.Pos()).name(x.Sel)
		if !called {
			p.space(unindent)
		}
		return true
	}
	p.at(x.Sel.Pos()).name(x.Sel)
	return false
}

func (p *printer) slice(x *ast.SliceExpr, depth int) {
	p.operand(x.X, token.HighestPrec, 1)
	p.at(x.Lbrack).tok(token.LBRACK)
	bounds := []ast.Expr{x.Low, x.High}
	if x.Max != nil {
		bounds = append(bounds, x.Max)
	}
	given, binary := 0, false
	for _, b := range bounds {
		if b != nil {
			given++
			_, ok := b.(*ast.BinaryExpr)
			binary = binary || ok
		}
	}
	blanks := depth <= 1 && given > 1 && binary
	for i, b := range bounds {
		if i > 0 {
			if bounds[i-1] != nil && blanks {
				p.space(blank)
			}
			p.tok(token.COLON)
			if b != nil && blanks {
				p.space(blank)
			}
		}
		if b != nil {
			p.inner(b, depth+1)
		}
	}
	p.at(x.Rbrack).tok(token.RBRACK)
}

func (p *printer) call(x *ast.CallExpr, depth int) {
	if len(x.Args) > 1 {
		depth++
	}
	indented := false
	switch fun := x.Fun.(type) {
	case *ast.FuncType: // or the parentheses would be its results'
		p.tok(token.LPAREN)
		p.operand(fun, token.HighestPrec, depth)
		p.tok(token.RPAREN)
	case *ast.SelectorExpr:
		p.at(fun.Pos())
		indented = p.selector(fun, depth, true)
	default:
		p.operand(fun, token.HighestPrec, depth)
	}
	p.at(x.Lparen).tok(token.LPAREN)
	if x.Ellipsis.IsValid() {
		p.list(x.Lparen, x.Args, depth, 0, x.Ellipsis, false)
		p.at(x.Ellipsis).tok(token.ELLIPSIS)
		if x.Rparen.IsValid() && p.line(x.Ellipsis) < p.line(x.Rparen) {
			p.tok(token.COMMA)
			p.space(formfeed)
		}
	} else {
		p.list(x.Lparen, x.Args, depth, lastComma, x.Rparen, false)
	}
	p.at(x.Rparen).tok(token.RPAREN)
	if indented {
		p.space(unindent)
	}
}

func (p *printer) composite(x *ast.CompositeLit, depth int) {
	if x.Type != nil {
		p.operand(x.Type, token.HighestPrec, depth)
	}
	p.literal++
	p.at(x.Lbrace).tok(token.LBRACE)
	p.list(x.Lbrace, x.Elts, 1, lastComma, x.Rbrace, x.Incomplete)
	// A comment before the brace must not bring a newline, which would want a comma before it.
	p.space(indent, unindent)
	before := p.quiet
	p.quiet = quiet{blank: before.blank != (len(x.Elts) > 0), linebreak: !before.linebreak}
	p.at(x.Rbrace).tok(token.RBRACE)
	p.quiet = before
	p.literal--
}
