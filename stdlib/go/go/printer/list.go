package printer

import (
	"go/ast"
	"go/token"
	"math"
)

// A listMode says what lists of expressions do.
type listMode uint

const (
	lastComma listMode = 1 << iota // print a comma if the bracket is on another line
	flat                           // do not indent
)

const filtered = "contains filtered or unexported fields"

// list prints expressions with commas, between tokens at before and after, on the lines they had.
// Keys and values on lines of their own are aligned if the sizes of the keys are alike.
func (p *printer) list(before token.Pos, list []ast.Expr, depth int, mode listMode, after token.Pos, incomplete bool) {
	from, to := p.place(before), p.place(after)
	if len(list) == 0 {
		if incomplete && from.IsValid() && from.Line == to.Line {
			p.text("/* " + filtered + " */")
		} else if incomplete {
			p.space(newline, indent)
			p.text("// " + filtered)
			p.space(unindent, newline)
		}
		return
	}
	first := p.line(list[0].Pos())
	if from.IsValid() && from.Line == first && first == p.line(list[len(list)-1].End()) {
		for i, x := range list {
			if i > 0 {
				p.at(x.Pos()).tok(token.COMMA) // comments before x go before the comma
				p.space(blank)
			}
			p.inner(x, depth)
		}
		if incomplete {
			p.tok(token.COMMA)
			p.space(blank)
			p.text("/* " + filtered + " */")
		}
		return
	}
	ws := indent
	if mode&flat != 0 {
		ws = none
	}
	brokeBefore := -1 // the element that a newline came before last
	if from.IsValid() && from.Line < first && p.breakTo(first, 0, ws, true) > 0 {
		ws, brokeBefore = none, 0
	}
	var group sizes
	size := 0
	line := from.Line
	for i, x := range list {
		above := line
		line = p.line(x.Pos())
		previous := size
		pair, isPair := x.(*ast.KeyValueExpr)
		size = p.size(x, wide)
		if size > wide || !from.IsValid() || !to.IsValid() {
			size = 0
		} else if isPair {
			size = p.size(pair.Key, wide)
		}
		section := true // columns end before x
		if previous > 0 && size > 0 {
			section = !group.fits(previous, size)
		}
		moved := 0 < above && above < line
		if i > 0 {
			if !moved {
				p.at(x.Pos())
			}
			p.tok(token.COMMA)
			broke := 0
			if moved {
				if broke = p.breakTo(line, 0, ws, section || brokeBefore+1 < i); broke > 0 {
					ws, brokeBefore = none, i
				}
				if broke > 1 {
					group = sizes{}
				}
			}
			if broke == 0 {
				p.space(blank)
			}
		}
		if len(list) > 1 && isPair && size > 0 && moved {
			p.expr(pair.Key)
			p.at(pair.Colon).tok(token.COLON)
			p.space(vtab)
			p.expr(pair.Value)
		} else {
			p.inner(x, depth)
		}
		if size > 0 {
			group.add(size)
		}
	}
	indented := ws == none && mode&flat == 0
	if mode&lastComma != 0 && to.IsValid() && p.pos.Line < to.Line {
		p.tok(token.COMMA)
		if incomplete {
			p.space(newline)
			p.text("// " + filtered)
		}
		if indented {
			p.space(unindent)
		}
		p.space(formfeed)
		return
	}
	if incomplete {
		p.tok(token.COMMA)
		p.space(newline)
		p.text("// " + filtered)
		p.space(newline)
	}
	if indented {
		p.space(unindent)
	}
}

// wide is more than anything that is aligned.
const wide = 1_000_000

// sizes knows the geometric mean of the sizes of aligned keys.
type sizes struct {
	logs  float64
	count int
}

func (s *sizes) add(size int) {
	s.logs += math.Log(float64(size))
	s.count++
}

// fits reports whether a key can be aligned with those before it.
func (s *sizes) fits(previous, size int) bool {
	const small, most = 40, 2.5
	if s.count == 0 || previous <= small && size <= small {
		return true
	}
	ratio := float64(size) / math.Exp(s.logs/float64(s.count))
	return most*ratio > 1 && ratio < most
}

// names prints identifiers; those on other lines are indented.
func (p *printer) names(list []*ast.Ident, indented bool) {
	exprs := make([]ast.Expr, len(list))
	for i, id := range list {
		exprs[i] = id
	}
	mode := flat
	if indented {
		mode = 0
	}
	p.list(token.NoPos, exprs, 1, mode, token.NoPos, false)
}

// params prints parameters; those of a type, where name and constraint could be taken for a
// product, with a comma behind.
func (p *printer) params(list *ast.FieldList, opening, closing token.Token, ofType bool) {
	p.at(list.Opening).tok(opening)
	if len(list.List) > 0 {
		above := p.line(list.Opening)
		ws := indent
		for i, f := range list.List {
			line := p.line(f.Pos())
			moved := 0 < above && above < line
			if i > 0 {
				if !moved {
					p.at(f.Pos())
				}
				p.tok(token.COMMA)
			}
			if moved && p.breakTo(line, 0, ws, true) > 0 {
				ws = none
			} else if i > 0 {
				p.space(blank)
			}
			if len(f.Names) > 0 {
				p.names(f.Names, ws == indent)
				p.space(blank)
			}
			p.expr(ast.Unparen(f.Type))
			above = p.line(f.End())
		}
		if end := p.line(list.Closing); 0 < above && above < end {
			p.tok(token.COMMA)
			p.breakTo(end, 0, none, true)
		} else if ofType && list.NumFields() == 1 && isFactor(withoutParens(list.List[0].Type)) {
			p.tok(token.COMMA)
		}
		if ws == none {
			p.space(unindent)
		}
	}
	p.at(list.Closing).tok(closing)
}

// isFactor reports whether a name and this constraint would be parsed as an expression.
func isFactor(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.StarExpr:
		return !isElement(x.X)
	case *ast.BinaryExpr:
		return isFactor(x.X) && !isElement(x.Y)
	case *ast.ParenExpr:
		return !isElement(x.X)
	}
	return false
}

// isElement reports whether an expression can only be a type.
func isElement(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
		return true
	case *ast.UnaryExpr:
		return x.Op == token.TILDE
	case *ast.BinaryExpr:
		return isElement(x.X) || isElement(x.Y)
	case *ast.ParenExpr:
		return isElement(x.X)
	}
	return false
}

func (p *printer) signature(t *ast.FuncType) {
	if t.TypeParams != nil {
		p.params(t.TypeParams, token.LBRACK, token.RBRACK, false)
	}
	if t.Params != nil {
		p.params(t.Params, token.LPAREN, token.RPAREN, false)
	} else {
		p.tok(token.LPAREN, token.RPAREN)
	}
	n := t.Results.NumFields()
	if n == 0 {
		return
	}
	p.space(blank)
	if n == 1 && t.Results.List[0].Names == nil {
		p.expr(ast.Unparen(t.Results.List[0].Type))
		return
	}
	p.params(t.Results, token.LPAREN, token.RPAREN, false)
}
