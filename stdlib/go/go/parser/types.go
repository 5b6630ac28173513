package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) ident() *ast.Ident {
	id := &ast.Ident{NamePos: p.pos, Name: "_"}
	if p.tok == token.IDENT {
		id.Name = p.lit
		p.next()
	} else {
		p.expect(token.IDENT)
	}
	return id
}

func (p *parser) typ() ast.Expr {
	if t := p.optionalType(); t != nil {
		return t
	}
	return p.bad("type", expressionEnd)
}

// bad tells what was expected and skips what is there.
func (p *parser) bad(what string, to func(token.Token) bool) *ast.BadExpr {
	from := p.pos
	p.expected(from, what)
	p.advance(to)
	return &ast.BadExpr{From: from, To: p.pos}
}

// optionalType parses a type, nil if there is none.
func (p *parser) optionalType() ast.Expr {
	defer p.deeper().shallower()
	switch p.tok {
	case token.IDENT:
		t := p.typeName(nil)
		if p.tok == token.LBRACK {
			return p.instance(t)
		}
		return t
	case token.LBRACK:
		lbrack := p.expect(token.LBRACK)
		return p.array(lbrack, nil)
	case token.STRUCT:
		return p.structType()
	case token.MUL:
		star := p.expect(token.MUL)
		return &ast.StarExpr{Star: star, X: p.typ()}
	case token.FUNC:
		return p.funcType()
	case token.INTERFACE:
		return p.interfaceType()
	case token.MAP:
		t := &ast.MapType{Map: p.expect(token.MAP)}
		p.expect(token.LBRACK)
		t.Key = p.typ()
		p.expect(token.RBRACK)
		t.Value = p.typ()
		return t
	case token.CHAN, token.ARROW:
		return p.chanType()
	case token.LPAREN:
		t := &ast.ParenExpr{Lparen: p.expect(token.LPAREN)}
		t.X = p.typ()
		t.Rparen = p.expect(token.RPAREN)
		return t
	}
	return nil
}

// typeName parses a name, after its first part if that was read.
func (p *parser) typeName(first *ast.Ident) ast.Expr {
	if first == nil {
		first = p.ident()
	}
	if p.tok != token.PERIOD {
		return first
	}
	p.next()
	return &ast.SelectorExpr{X: first, Sel: p.ident()}
}

// qualified is typeName with type arguments.
func (p *parser) qualified(first *ast.Ident) ast.Expr {
	t := p.typeName(first)
	if p.tok == token.LBRACK {
		return p.instance(t)
	}
	return t
}

// indexed returns x[list].
func indexed(x ast.Expr, lbrack token.Pos, list []ast.Expr, rbrack token.Pos) ast.Expr {
	if len(list) == 1 {
		return &ast.IndexExpr{X: x, Lbrack: lbrack, Index: list[0], Rbrack: rbrack}
	}
	return &ast.IndexListExpr{X: x, Lbrack: lbrack, Indices: list, Rbrack: rbrack}
}

// instance parses type arguments.
func (p *parser) instance(x ast.Expr) ast.Expr {
	lbrack := p.expect(token.LBRACK)
	p.level++
	list := p.typeArguments(nil)
	p.level--
	rbrack := p.closing(token.RBRACK, "type argument list")
	if len(list) == 0 {
		p.expected(rbrack, "type argument list")
		list = []ast.Expr{&ast.BadExpr{From: rbrack, To: rbrack}}
	}
	return indexed(x, lbrack, list, rbrack)
}

func (p *parser) typeArguments(list []ast.Expr) []ast.Expr {
	for p.tok != token.RBRACK && p.tok != token.EOF {
		list = append(list, p.typ())
		if !p.comma("type argument list", token.RBRACK) {
			break
		}
		p.next()
	}
	return list
}

// array parses what follows [ or, with a length, what follows that.
func (p *parser) array(lbrack token.Pos, length ast.Expr) *ast.ArrayType {
	if length == nil {
		p.level++
		if p.tok == token.ELLIPSIS {
			length = &ast.Ellipsis{Ellipsis: p.pos}
			p.next()
		} else if p.tok != token.RBRACK {
			length = p.rhs()
		}
		p.level--
	}
	if p.tok == token.COMMA {
		p.errorAt(p.pos, "unexpected comma; expecting ]")
		p.next()
	}
	p.expect(token.RBRACK)
	return &ast.ArrayType{Lbrack: lbrack, Len: length, Elt: p.typ()}
}

// arrayOrInstance parses what follows a name: the type of a field or parameter of that name, or
// type arguments, and then no name is returned.
func (p *parser) arrayOrInstance(name *ast.Ident) (*ast.Ident, ast.Expr) {
	lbrack := p.expect(token.LBRACK)
	var args []ast.Expr
	var last token.Pos // of a comma before the bracket
	if p.tok != token.RBRACK {
		p.level++
		args = append(args, p.rhs())
		for p.tok == token.COMMA {
			comma := p.pos
			p.next()
			if p.tok == token.RBRACK {
				last = comma
				break
			}
			args = append(args, p.rhs())
		}
		p.level--
	}
	rbrack := p.expect(token.RBRACK)
	switch len(args) {
	case 0:
		return name, &ast.ArrayType{Lbrack: lbrack, Elt: p.typ()}
	case 1:
		if elt := p.optionalType(); elt != nil {
			if last.IsValid() {
				p.errorAt(last, "unexpected comma; expecting ]")
			}
			return name, &ast.ArrayType{Lbrack: lbrack, Len: args[0], Elt: elt}
		}
	}
	return nil, indexed(name, lbrack, args, rbrack)
}

func (p *parser) structType() *ast.StructType {
	t := &ast.StructType{Struct: p.expect(token.STRUCT), Fields: new(ast.FieldList)}
	t.Fields.Opening = p.expect(token.LBRACE)
	for p.tok == token.IDENT || p.tok == token.MUL || p.tok == token.LPAREN {
		t.Fields.List = append(t.Fields.List, p.field())
	}
	t.Fields.Closing = p.expect(token.RBRACE)
	return t
}

func (p *parser) field() *ast.Field {
	f := &ast.Field{Doc: p.lead}
	switch p.tok {
	case token.IDENT:
		name := p.ident()
		switch p.tok {
		case token.PERIOD, token.STRING, token.SEMICOLON, token.RBRACE:
			f.Type = name
			if p.tok == token.PERIOD {
				f.Type = p.qualified(name)
			}
		default:
			f.Names = []*ast.Ident{name}
			for p.tok == token.COMMA {
				p.next()
				f.Names = append(f.Names, p.ident())
			}
			if len(f.Names) == 1 && p.tok == token.LBRACK {
				if name, f.Type = p.arrayOrInstance(name); name == nil {
					f.Names = nil
				}
			} else {
				f.Type = p.typ()
			}
		}
	case token.MUL:
		f.Type = p.embeddedPointer(false)
	default: // a parenthesis
		p.errorAt(p.pos, "cannot parenthesize embedded type")
		p.next()
		if p.tok == token.MUL {
			f.Type = p.embeddedPointer(true)
		} else {
			f.Type = p.qualified(nil)
		}
		if p.tok == token.RPAREN {
			p.next()
		}
	}
	if p.tok == token.STRING {
		f.Tag = p.literal()
	}
	f.Comment = p.semicolon()
	return f
}

func (p *parser) embeddedPointer(inParens bool) *ast.StarExpr {
	x := &ast.StarExpr{Star: p.expect(token.MUL)}
	if !inParens && p.tok == token.LPAREN {
		p.errorAt(p.pos, "cannot parenthesize embedded type")
		p.next()
		x.X = p.qualified(nil)
		if p.tok == token.RPAREN {
			p.next()
		}
	} else {
		x.X = p.qualified(nil)
	}
	return x
}

func (p *parser) chanType() *ast.ChanType {
	t := &ast.ChanType{Begin: p.pos, Dir: ast.SEND | ast.RECV}
	if p.tok == token.CHAN {
		p.next()
		if p.tok == token.ARROW {
			t.Arrow, t.Dir = p.pos, ast.SEND
			p.next()
		}
	} else {
		t.Arrow, t.Dir = p.expect(token.ARROW), ast.RECV
		p.expect(token.CHAN)
	}
	t.Value = p.typ()
	return t
}

func (p *parser) funcType() *ast.FuncType {
	t := &ast.FuncType{Func: p.expect(token.FUNC)}
	var typeParams *ast.FieldList
	typeParams, t.Params = p.parameters(true)
	if typeParams != nil {
		p.errorAt(typeParams.Pos(), "function type must have no type parameters")
	}
	t.Results = p.results()
	return t
}

func (p *parser) interfaceType() *ast.InterfaceType {
	t := &ast.InterfaceType{Interface: p.expect(token.INTERFACE), Methods: new(ast.FieldList)}
	t.Methods.Opening = p.expect(token.LBRACE)
	for {
		var f *ast.Field
		if p.tok == token.IDENT {
			f = p.method()
			if f.Names == nil {
				f.Type = p.union(f.Type)
			}
		} else if p.tok == token.TILDE {
			f = &ast.Field{Type: p.union(nil)}
		} else if x := p.optionalType(); x != nil {
			f = &ast.Field{Type: p.union(x)}
		} else {
			break
		}
		f.Comment = p.semicolon()
		t.Methods.List = append(t.Methods.List, f)
	}
	t.Methods.Closing = p.expect(token.RBRACE)
	return t
}

// method parses a method of an interface, or an embedded type.
func (p *parser) method() *ast.Field {
	f := &ast.Field{Doc: p.lead}
	x := p.typeName(nil)
	name, ok := x.(*ast.Ident)
	switch {
	case !ok:
		f.Type = x
		if p.tok == token.LBRACK {
			f.Type = p.instance(x)
		}
	case p.tok == token.LPAREN:
		t := new(ast.FuncType)
		_, t.Params = p.parameters(false)
		t.Results = p.results()
		f.Names, f.Type = []*ast.Ident{name}, t
	case p.tok == token.LBRACK:
		lbrack := p.pos
		p.next()
		p.level++
		arg := p.expr()
		p.level--
		if first, ok := arg.(*ast.Ident); ok && p.tok != token.COMMA && p.tok != token.RBRACK {
			p.parameterList(first, nil, token.RBRACK, false)
			p.expect(token.RBRACK)
			p.errorAt(lbrack, "interface method must have no type parameters")
			t := new(ast.FuncType)
			_, t.Params = p.parameters(false)
			t.Results = p.results()
			f.Names, f.Type = []*ast.Ident{name}, t
			break
		}
		list := []ast.Expr{arg}
		if p.comma("type argument list", token.RBRACK) {
			p.level++
			p.next()
			list = p.typeArguments(list)
			p.level--
		}
		f.Type = indexed(name, lbrack, list, p.closing(token.RBRACK, "type argument list"))
	default:
		f.Type = x
	}
	return f
}

// union parses terms with | between them, after the first if that was read.
func (p *parser) union(x ast.Expr) ast.Expr {
	if x == nil {
		x = p.term()
	}
	for p.tok == token.OR {
		b := &ast.BinaryExpr{X: x, OpPos: p.pos, Op: token.OR}
		p.next()
		b.Y = p.term()
		x = b
	}
	return x
}

func (p *parser) term() ast.Expr {
	if p.tok == token.TILDE {
		x := &ast.UnaryExpr{OpPos: p.pos, Op: token.TILDE}
		p.next()
		x.X = p.typ()
		return x
	}
	if t := p.optionalType(); t != nil {
		return t
	}
	return p.bad("~ term or type", expressionEnd)
}
