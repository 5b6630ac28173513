package parser

import (
	"go/ast"
	"go/token"
)

// A parameter is one entry of a list; a lone name may turn out to be a type.
type parameter struct {
	name *ast.Ident
	typ  ast.Expr
}

// parameters parses type parameters, if they may be there, and parameters.
func (p *parser) parameters(generic bool) (typeParams, params *ast.FieldList) {
	if generic && p.tok == token.LBRACK {
		typeParams = &ast.FieldList{Opening: p.pos}
		p.next()
		typeParams.List = p.parameterList(nil, nil, token.RBRACK, false)
		typeParams.Closing = p.expect(token.RBRACK)
		if typeParams.NumFields() == 0 {
			p.errorAt(typeParams.Closing, "empty type parameter list")
			typeParams = nil
		}
	}
	return typeParams, p.inParens(true)
}

// inParens parses parameters or results.
func (p *parser) inParens(dots bool) *ast.FieldList {
	list := &ast.FieldList{Opening: p.expect(token.LPAREN)}
	if p.tok != token.RPAREN {
		list.List = p.parameterList(nil, nil, token.RPAREN, dots)
	}
	list.Closing = p.expect(token.RPAREN)
	return list
}

func (p *parser) results() *ast.FieldList {
	if p.tok == token.LPAREN {
		return p.inParens(false)
	}
	if t := p.optionalType(); t != nil {
		return &ast.FieldList{List: []*ast.Field{{Type: t}}}
	}
	return nil
}

// parameterList parses up to a bracket, after the first name and type if they were read.
// With dots the last type may be "...T".
func (p *parser) parameterList(name *ast.Ident, typ ast.Expr, end token.Token, dots bool) []*ast.Field {
	generic := end == token.RBRACK
	from := p.pos
	if name != nil {
		from = name.Pos()
	} else if typ != nil {
		from = typ.Pos()
	}
	var list []parameter
	named, typed := 0, 0
	for name != nil || p.tok != end && p.tok != token.EOF {
		var par parameter
		if typ != nil {
			if generic {
				typ = p.union(typ)
			}
			par = parameter{name, typ}
		} else {
			par = p.parameter(name, generic)
		}
		name, typ = nil, nil
		if par.name != nil || par.typ != nil {
			list = append(list, par)
			if par.name != nil && par.typ != nil {
				named++
			}
			if par.typ != nil {
				typed++
			}
		}
		if !p.comma("parameter list", end) {
			break
		}
		p.next()
	}
	if len(list) == 0 {
		return nil
	}
	if named == 0 {
		return p.unnamed(list, generic, dots, from, typed)
	}
	if named != len(list) {
		p.complete(list, generic, typed)
	}
	var fields []*ast.Field
	p.checkDots(list, dots)
	for _, par := range list {
		if n := len(fields); n > 0 && fields[n-1].Type == par.typ {
			fields[n-1].Names = append(fields[n-1].Names, par.name)
		} else {
			fields = append(fields, &ast.Field{Names: []*ast.Ident{par.name}, Type: par.typ})
		}
	}
	return fields
}

// unnamed takes all parameters for types.
func (p *parser) unnamed(list []parameter, generic, dots bool, from token.Pos, typed int) []*ast.Field {
	for i, par := range list {
		if par.name != nil {
			list[i].typ = par.name
		}
	}
	p.checkDots(list, dots)
	fields := make([]*ast.Field, len(list))
	for i, par := range list {
		fields[i] = &ast.Field{Type: par.typ}
	}
	if generic {
		p.missingInList(from, len(list), typed == 0)
	}
	return fields
}

// missingInList tells that type parameters lack constraints or names.
func (p *parser) missingInList(from token.Pos, n int, constraint bool) {
	switch {
	case constraint:
		p.errorAt(p.pos, "missing type constraint")
	case n == 1:
		p.errorAt(from, "missing type parameter name or invalid array length")
	default:
		p.errorAt(from, "missing type parameter name")
	}
}

// complete gives names the types that follow them; both must be there somewhere.
func (p *parser) complete(list []parameter, generic bool, typed int) {
	var missing token.Pos
	var typ ast.Expr
	named := 0
	for i := len(list) - 1; i >= 0; i-- {
		par := &list[i]
		switch {
		case par.typ != nil:
			typ = par.typ
			if par.name == nil {
				missing = typ.Pos()
				par.name = &ast.Ident{NamePos: missing, Name: "_"}
			} else {
				named++
			}
		case typ != nil:
			par.typ = typ
		default:
			missing = par.name.Pos()
			par.typ = &ast.BadExpr{From: missing, To: p.pos}
		}
	}
	if !missing.IsValid() {
		return
	}
	if generic {
		p.missingInList(missing, len(list), named == typed)
	} else if named == typed {
		p.errorAt(p.pos, "missing parameter type")
	} else {
		p.errorAt(missing, "missing parameter name")
	}
}

// parameter parses one, after its name if that was read.
func (p *parser) parameter(name *ast.Ident, generic bool) (par parameter) {
	switch {
	case name == nil && generic && p.tok == token.TILDE:
		par.typ = p.union(nil)
		return par
	case name != nil || p.tok == token.IDENT:
		if name == nil {
			name = p.ident()
		}
		par.name = name
		switch p.tok {
		case token.LBRACK:
			par.name, par.typ = p.arrayOrInstance(name)
		case token.ELLIPSIS:
			par.typ = p.variadic()
			return par
		case token.PERIOD:
			par.name, par.typ = nil, p.qualified(name)
		case token.TILDE:
			if generic {
				par.typ = p.union(nil)
				return par
			}
		case token.OR:
			if generic {
				par.name, par.typ = nil, p.union(name)
				return par
			}
		case token.IDENT, token.MUL, token.ARROW, token.FUNC, token.CHAN, token.MAP, token.STRUCT, token.INTERFACE, token.LPAREN:
			par.typ = p.typ()
		}
	case p.tok == token.ELLIPSIS:
		par.typ = p.variadic()
		return par
	default:
		if par.typ = p.optionalType(); par.typ == nil {
			p.expected(p.pos, "')'")
			p.advance(expressionEnd)
		}
	}
	if generic && p.tok == token.OR && par.typ != nil {
		par.typ = p.union(par.typ)
	}
	return par
}

// checkDots refuses "..." but, if dots is set, for the last parameter.
func (p *parser) checkDots(list []parameter, dots bool) {
	told := false // once for a list
	for i := range list {
		typ, ok := list[i].typ.(*ast.Ellipsis)
		if !ok || dots && i == len(list)-1 {
			continue
		}
		if dots && !told {
			p.errorAt(typ.Pos(), "can only use ... with final parameter")
		} else if !told {
			p.errorAt(typ.Pos(), "invalid use of ...")
		}
		told = true
		list[i].typ = &ast.BadExpr{From: typ.Pos(), To: typ.End()}
	}
}

func (p *parser) variadic() ast.Expr {
	return &ast.Ellipsis{Ellipsis: p.expect(token.ELLIPSIS), Elt: p.typ()}
}
