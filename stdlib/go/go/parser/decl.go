package parser

import (
	"go/ast"
	"go/token"
)

// sourceFile parses a whole file; nil if the package clause is wrong.
func (p *parser) sourceFile() *ast.File {
	if len(p.errors) != 0 { // in the first token: this is no Go
		return nil
	}
	f := &ast.File{Doc: p.lead}
	f.Package = p.expect(token.PACKAGE)
	f.Name = p.ident()
	if f.Name.Name == "_" && p.mode&DeclarationErrors != 0 {
		p.errorAt(p.pos, "invalid package name _")
	}
	p.semicolon()
	if len(p.errors) != 0 {
		return nil
	}
	if p.mode&PackageClauseOnly == 0 {
		for p.tok == token.IMPORT {
			f.Decls = append(f.Decls, p.genDecl(p.importSpec))
		}
		before := token.IMPORT
		for p.mode&ImportsOnly == 0 && p.tok != token.EOF {
			if p.tok == token.IMPORT && before != token.IMPORT {
				p.errorAt(p.pos, "imports must appear before other declarations")
			}
			before = p.tok
			f.Decls = append(f.Decls, p.decl(declarationStart))
		}
	}
	f.Imports, f.Comments, f.GoVersion = p.imports, p.comments, p.goVersion
	if p.mode&SkipObjectResolution == 0 {
		var report func(token.Pos, string)
		if p.mode&DeclarationErrors != 0 {
			report = p.errorAt
		}
		resolve(f, p.file, report)
	}
	return f
}

// decl parses a declaration; what is none is skipped.
func (p *parser) decl(to func(token.Token) bool) ast.Decl {
	switch p.tok {
	case token.IMPORT:
		return p.genDecl(p.importSpec)
	case token.CONST, token.VAR:
		return p.genDecl(p.valueSpec)
	case token.TYPE:
		return p.genDecl(p.typeSpec)
	case token.FUNC:
		return p.funcDecl()
	}
	from := p.pos
	p.expected(from, "declaration")
	p.advance(to)
	return &ast.BadDecl{From: from, To: p.pos}
}

// genDecl parses a keyword and its specs, which get the comments before them.
func (p *parser) genDecl(spec func(doc *ast.CommentGroup, keyword token.Token) ast.Spec) *ast.GenDecl {
	d := &ast.GenDecl{Doc: p.lead, TokPos: p.pos, Tok: p.tok}
	p.next()
	if p.tok != token.LPAREN {
		d.Specs = append(d.Specs, spec(nil, d.Tok))
		return d
	}
	d.Lparen = p.pos
	p.next()
	for p.tok != token.RPAREN && p.tok != token.EOF {
		d.Specs = append(d.Specs, spec(p.lead, d.Tok))
	}
	d.Rparen = p.expect(token.RPAREN)
	p.semicolon()
	return d
}

func (p *parser) importSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	s := &ast.ImportSpec{Doc: doc}
	switch p.tok {
	case token.IDENT:
		s.Name = p.ident()
	case token.PERIOD:
		s.Name = &ast.Ident{NamePos: p.pos, Name: "."}
		p.next()
	}
	s.Path = &ast.BasicLit{ValuePos: p.pos, ValueEnd: p.pos, Kind: token.STRING}
	switch {
	case p.tok == token.STRING:
		s.Path = p.literal()
	case p.tok.IsLiteral():
		p.errorAt(p.pos, "import path must be a string")
		p.next()
	default:
		p.errorAt(p.pos, "missing import path")
		p.advance(expressionEnd)
	}
	s.Comment = p.semicolon()
	p.imports = append(p.imports, s)
	return s
}

func (p *parser) valueSpec(doc *ast.CommentGroup, keyword token.Token) ast.Spec {
	s := &ast.ValueSpec{Doc: doc, Names: []*ast.Ident{p.ident()}}
	for p.tok == token.COMMA {
		p.next()
		s.Names = append(s.Names, p.ident())
	}
	if keyword == token.CONST {
		s.Type = p.optionalType()
	} else if p.tok != token.ASSIGN {
		s.Type = p.typ()
	}
	if p.tok == token.ASSIGN {
		p.next()
		s.Values = p.list(true)
	}
	s.Comment = p.semicolon()
	return s
}

func (p *parser) typeSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	s := &ast.TypeSpec{Doc: doc, Name: p.ident()}
	if p.tok == token.LBRACK {
		p.bracketed(s)
	} else {
		p.aliased(s)
	}
	s.Comment = p.semicolon()
	return s
}

// aliased parses what follows the name and type parameters.
func (p *parser) aliased(s *ast.TypeSpec) {
	if p.tok == token.ASSIGN {
		s.Assign = p.pos
		p.next()
	}
	s.Type = p.typ()
}

// bracketed parses type parameters or the length of an array: an expression is parsed first,
// and "P *C", "P (C)" and unions of these are then taken apart.
func (p *parser) bracketed(s *ast.TypeSpec) {
	lbrack := p.pos
	p.next()
	if p.tok != token.IDENT {
		s.Type = p.array(lbrack, nil)
		return
	}
	var x ast.Expr = p.ident()
	if p.tok != token.LBRACK {
		p.level++
		x = p.binary(p.primary(x), token.LowestPrec+1)
		p.level--
	}
	name, constraint := typeParameter(x, p.tok == token.COMMA)
	if name == nil || constraint == nil && p.tok == token.RBRACK {
		s.Type = p.array(lbrack, x)
		return
	}
	s.TypeParams = &ast.FieldList{Opening: lbrack, List: p.parameterList(name, constraint, token.RBRACK, false)}
	s.TypeParams.Closing = p.expect(token.RBRACK)
	p.aliased(s)
}

// typeParameter splits an expression into a name and a constraint, if it can only be that or sure is set.
func typeParameter(x ast.Expr, sure bool) (*ast.Ident, ast.Expr) {
	switch x := x.(type) {
	case *ast.Ident:
		return x, nil
	case *ast.BinaryExpr:
		switch x.Op {
		case token.MUL:
			if name, ok := x.X.(*ast.Ident); ok && (sure || isConstraint(x.Y)) {
				return name, &ast.StarExpr{Star: x.OpPos, X: x.Y}
			}
		case token.OR:
			if name, left := typeParameter(x.X, sure || isConstraint(x.Y)); name != nil && left != nil {
				union := *x
				union.X = left
				return name, &union
			}
		}
	case *ast.CallExpr:
		if name, ok := x.Fun.(*ast.Ident); ok && len(x.Args) == 1 && !x.Ellipsis.IsValid() && (sure || isConstraint(x.Args[0])) {
			return name, &ast.ParenExpr{Lparen: x.Lparen, X: x.Args[0], Rparen: x.Rparen}
		}
	}
	return nil, x
}

// isConstraint reports whether an expression cannot be a value.
func isConstraint(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
		return true
	case *ast.BinaryExpr:
		return isConstraint(x.X) || isConstraint(x.Y)
	case *ast.UnaryExpr:
		return x.Op == token.TILDE
	case *ast.ParenExpr:
		return isConstraint(x.X)
	}
	return false
}

func (p *parser) funcDecl() *ast.FuncDecl {
	d := &ast.FuncDecl{Doc: p.lead, Type: new(ast.FuncType)}
	d.Type.Func = p.expect(token.FUNC)
	if p.tok == token.LPAREN {
		_, d.Recv = p.parameters(false)
	}
	d.Name = p.ident()
	d.Type.TypeParams, d.Type.Params = p.parameters(true)
	d.Type.Results = p.results()
	switch p.tok {
	case token.LBRACE:
		d.Body = p.block()
		p.semicolon()
	case token.SEMICOLON:
		p.next()
		if p.tok == token.LBRACE {
			p.errorAt(p.pos, "unexpected semicolon or newline before {")
			d.Body = p.block()
			p.semicolon()
		}
	default:
		p.semicolon()
	}
	return d
}
