package parser

import (
	"go/ast"
	"go/token"
)

// What a simple statement may turn out to be where it stands.
type allowed int

const (
	plain allowed = iota
	label
	rangeClause
)

func (p *parser) statements() (list []ast.Stmt) {
	for p.tok != token.CASE && p.tok != token.DEFAULT && p.tok != token.RBRACE && p.tok != token.EOF {
		list = append(list, p.stmt())
	}
	return list
}

func (p *parser) block() *ast.BlockStmt {
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	b.List = p.statements()
	b.Rbrace = p.braceOrNone()
	return b
}

func (p *parser) stmt() ast.Stmt {
	defer p.deeper().shallower()
	switch p.tok {
	case token.CONST, token.TYPE, token.VAR:
		return &ast.DeclStmt{Decl: p.decl(statementStart)}
	case token.IDENT, token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING, token.FUNC, token.LPAREN,
		token.LBRACK, token.STRUCT, token.MAP, token.CHAN, token.INTERFACE,
		token.ADD, token.SUB, token.MUL, token.AND, token.XOR, token.ARROW, token.NOT:
		s, _ := p.simple(label)
		if _, ok := s.(*ast.LabeledStmt); !ok {
			p.semicolon()
		}
		return s
	case token.GO, token.DEFER:
		return p.goOrDefer()
	case token.RETURN:
		s := &ast.ReturnStmt{Return: p.expect(token.RETURN)}
		if p.tok != token.SEMICOLON && p.tok != token.RBRACE {
			s.Results = p.list(true)
		}
		p.semicolon()
		return s
	case token.BREAK, token.CONTINUE, token.GOTO, token.FALLTHROUGH:
		s := &ast.BranchStmt{TokPos: p.pos, Tok: p.tok}
		p.next()
		if s.Tok == token.GOTO || s.Tok != token.FALLTHROUGH && p.tok == token.IDENT {
			s.Label = p.ident()
		}
		p.semicolon()
		return s
	case token.LBRACE:
		s := p.block()
		p.semicolon()
		return s
	case token.IF:
		return p.ifStmt()
	case token.SWITCH:
		return p.switchStmt()
	case token.SELECT:
		return p.selectStmt()
	case token.FOR:
		return p.forStmt()
	case token.SEMICOLON:
		s := &ast.EmptyStmt{Semicolon: p.pos, Implicit: p.lit == "\n"}
		p.next()
		return s
	case token.RBRACE:
		return &ast.EmptyStmt{Semicolon: p.pos, Implicit: true}
	}
	from := p.pos
	p.expected(from, "statement")
	p.advance(statementStart)
	return &ast.BadStmt{From: from, To: p.pos}
}

// simple parses a simple statement and reports whether it is a range clause:
// an assignment of a unary expression with the operator RANGE.
func (p *parser) simple(may allowed) (s ast.Stmt, isRange bool) {
	x := p.list(false)
	if p.tok == token.DEFINE || token.ADD_ASSIGN <= p.tok && p.tok <= token.AND_NOT_ASSIGN || p.tok == token.ASSIGN {
		s := &ast.AssignStmt{Lhs: x, TokPos: p.pos, Tok: p.tok}
		p.next()
		if may == rangeClause && p.tok == token.RANGE && (s.Tok == token.DEFINE || s.Tok == token.ASSIGN) {
			s.Rhs = p.ranged()
			return s, true
		}
		s.Rhs = p.list(true)
		return s, false
	}
	if len(x) > 1 {
		p.expected(x[0].Pos(), "1 expression")
	}
	switch p.tok {
	case token.COLON:
		colon := p.pos
		p.next()
		if name, ok := x[0].(*ast.Ident); ok && may == label {
			return &ast.LabeledStmt{Label: name, Colon: colon, Stmt: p.stmt()}, false
		}
		p.errorAt(colon, "illegal label declaration")
		return &ast.BadStmt{From: x[0].Pos(), To: colon + 1}, false
	case token.ARROW:
		s := &ast.SendStmt{Chan: x[0], Arrow: p.pos}
		p.next()
		s.Value = p.rhs()
		return s, false
	case token.INC, token.DEC:
		s := &ast.IncDecStmt{X: x[0], TokPos: p.pos, Tok: p.tok}
		p.next()
		return s, false
	}
	return &ast.ExprStmt{X: x[0]}, false
}

// ranged parses "range x".
func (p *parser) ranged() []ast.Expr {
	x := &ast.UnaryExpr{OpPos: p.pos, Op: token.RANGE}
	p.next()
	x.X = p.rhs()
	return []ast.Expr{x}
}

// goOrDefer parses a go or defer statement.
func (p *parser) goOrDefer() ast.Stmt {
	pos, tok := p.pos, p.tok
	p.next()
	call := p.called(tok.String())
	p.semicolon()
	switch {
	case call == nil:
		return &ast.BadStmt{From: pos, To: pos + token.Pos(len(tok.String()))}
	case tok == token.GO:
		return &ast.GoStmt{Go: pos, Call: call}
	}
	return &ast.DeferStmt{Defer: pos, Call: call}
}

func (p *parser) called(statement string) *ast.CallExpr {
	x := p.rhs()
	if inner := ast.Unparen(x); inner != x {
		p.errorAt(x.Pos(), "expression in "+statement+" must not be parenthesized")
		x = inner
	}
	switch x := x.(type) {
	case *ast.CallExpr:
		return x
	case *ast.BadExpr:
	default:
		p.errorAt(p.inside(x.End()), "expression in "+statement+" must be function call")
	}
	return nil
}

// condition returns the expression that a statement is.
func (p *parser) condition(s ast.Stmt, want string) ast.Expr {
	if s == nil {
		return nil
	}
	if x, ok := s.(*ast.ExprStmt); ok {
		return x.X
	}
	found := "simple statement"
	if _, ok := s.(*ast.AssignStmt); ok {
		found = "assignment"
	}
	p.errorAt(s.Pos(), "expected "+want+", found "+found+" (missing parentheses around composite literal?)")
	return &ast.BadExpr{From: s.Pos(), To: p.inside(s.End())}
}

// inHeader says that { starts a block until its result is called.
func (p *parser) inHeader() func() {
	before := p.level
	p.level = -1
	return func() { p.level = before }
}

func (p *parser) ifStmt() *ast.IfStmt {
	defer p.deeper().shallower()
	s := &ast.IfStmt{If: p.expect(token.IF)}
	s.Init, s.Cond = p.ifHeader()
	s.Body = p.block()
	if p.tok != token.ELSE {
		p.semicolon()
		return s
	}
	p.next()
	switch p.tok {
	case token.IF:
		s.Else = p.ifStmt()
	case token.LBRACE:
		s.Else = p.block()
		p.semicolon()
	default:
		p.expected(p.pos, "if statement or block")
		s.Else = &ast.BadStmt{From: p.pos, To: p.pos}
	}
	return s
}

func (p *parser) ifHeader() (init ast.Stmt, cond ast.Expr) {
	if p.tok == token.LBRACE {
		p.errorAt(p.pos, "missing condition in if statement")
		return nil, &ast.BadExpr{From: p.pos, To: p.pos}
	}
	defer p.inHeader()()
	if p.tok != token.SEMICOLON {
		if p.tok == token.VAR {
			p.next()
			p.errorAt(p.pos, "var declaration not allowed in if initializer")
		}
		init, _ = p.simple(plain)
	}
	if p.tok == token.LBRACE {
		init, cond = nil, p.condition(init, "boolean expression")
		if cond == nil {
			cond = &ast.BadExpr{From: p.pos, To: p.pos}
		}
		return init, cond
	}
	semi, newline := token.NoPos, false
	if p.tok == token.SEMICOLON {
		semi, newline = p.pos, p.newline()
		p.next()
	} else {
		p.expect(token.SEMICOLON)
	}
	if p.tok != token.LBRACE {
		s, _ := p.simple(plain)
		cond = p.condition(s, "boolean expression")
	} else if semi.IsValid() && newline {
		p.errorAt(semi, "unexpected newline, expecting { after if clause")
	} else if semi.IsValid() {
		p.errorAt(semi, "missing condition in if statement")
	}
	if cond == nil {
		cond = &ast.BadExpr{From: p.pos, To: p.pos}
	}
	return init, cond
}

// assertsType reports whether an expression is x.(type).
func assertsType(x ast.Expr) bool {
	t, ok := x.(*ast.TypeAssertExpr)
	return ok && t.Type == nil
}

// isTypeSwitch reports whether a statement is the guard of a switch over types.
func (p *parser) isTypeSwitch(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		return assertsType(s.X)
	case *ast.AssignStmt:
		if len(s.Lhs) == 1 && len(s.Rhs) == 1 && assertsType(s.Rhs[0]) {
			if s.Tok == token.ASSIGN {
				p.errorAt(s.TokPos, "expected ':=', found '='")
			}
			return s.Tok == token.ASSIGN || s.Tok == token.DEFINE
		}
	}
	return false
}

// clauses parses the braces of a switch or select.
func (p *parser) clauses(clause func() ast.Stmt) *ast.BlockStmt {
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	for p.tok == token.CASE || p.tok == token.DEFAULT {
		b.List = append(b.List, clause())
	}
	b.Rbrace = p.expect(token.RBRACE)
	return b
}

func (p *parser) switchStmt() ast.Stmt {
	pos := p.expect(token.SWITCH)
	var init, tag ast.Stmt
	if p.tok != token.LBRACE {
		leave := p.inHeader()
		if p.tok != token.SEMICOLON {
			tag, _ = p.simple(plain)
		}
		if p.tok == token.SEMICOLON {
			p.next()
			init, tag = tag, nil
			if p.tok != token.LBRACE {
				tag, _ = p.simple(plain)
			}
		}
		leave()
	}
	overTypes := p.isTypeSwitch(tag)
	body := p.clauses(func() ast.Stmt {
		c := &ast.CaseClause{Case: p.pos}
		if p.tok == token.CASE {
			p.next()
			c.List = p.list(true)
		} else {
			p.expect(token.DEFAULT)
		}
		c.Colon = p.expect(token.COLON)
		c.Body = p.statements()
		return c
	})
	p.semicolon()
	if overTypes {
		return &ast.TypeSwitchStmt{Switch: pos, Init: init, Assign: tag, Body: body}
	}
	return &ast.SwitchStmt{Switch: pos, Init: init, Tag: p.condition(tag, "switch expression"), Body: body}
}

func (p *parser) selectStmt() ast.Stmt {
	s := &ast.SelectStmt{Select: p.expect(token.SELECT)}
	s.Body = p.clauses(p.commClause)
	p.semicolon()
	return s
}

func (p *parser) commClause() ast.Stmt {
	c := &ast.CommClause{Case: p.pos}
	if p.tok == token.CASE {
		p.next()
		c.Comm = p.communication()
	} else {
		p.expect(token.DEFAULT)
	}
	c.Colon = p.expect(token.COLON)
	c.Body = p.statements()
	return c
}

func (p *parser) communication() ast.Stmt {
	x := p.list(false)
	single := func() {
		if len(x) > 1 {
			p.expected(x[0].Pos(), "1 expression")
		}
	}
	switch p.tok {
	case token.ARROW:
		single()
		s := &ast.SendStmt{Chan: x[0], Arrow: p.pos}
		p.next()
		s.Value = p.rhs()
		return s
	case token.ASSIGN, token.DEFINE:
		if len(x) > 2 {
			p.expected(x[0].Pos(), "1 or 2 expressions")
			x = x[:2]
		}
		s := &ast.AssignStmt{Lhs: x, TokPos: p.pos, Tok: p.tok}
		p.next()
		s.Rhs = []ast.Expr{p.rhs()}
		return s
	}
	single()
	return &ast.ExprStmt{X: x[0]}
}

func (p *parser) forStmt() ast.Stmt {
	pos := p.expect(token.FOR)
	var init, cond, post ast.Stmt
	isRange := false
	if p.tok != token.LBRACE {
		leave := p.inHeader()
		if p.tok == token.RANGE {
			cond, isRange = &ast.AssignStmt{Rhs: p.ranged()}, true
		} else if p.tok != token.SEMICOLON {
			cond, isRange = p.simple(rangeClause)
		}
		if !isRange && p.tok == token.SEMICOLON {
			p.next()
			init, cond = cond, nil
			if p.tok != token.SEMICOLON {
				cond, _ = p.simple(plain)
			}
			p.semicolon()
			if p.tok != token.LBRACE {
				post, _ = p.simple(plain)
			}
		}
		leave()
	}
	if isRange {
		return p.rangeBody(pos, cond.(*ast.AssignStmt))
	}
	s := &ast.ForStmt{For: pos, Init: init, Post: post}
	s.Body = p.block()
	p.semicolon()
	s.Cond = p.condition(cond, "boolean or range expression")
	return s
}

func (p *parser) rangeBody(pos token.Pos, clause *ast.AssignStmt) ast.Stmt {
	body := p.block()
	p.semicolon()
	x := clause.Rhs[0].(*ast.UnaryExpr)
	s := &ast.RangeStmt{For: pos, TokPos: clause.TokPos, Tok: clause.Tok, Range: x.OpPos, X: x.X, Body: body}
	switch vars := clause.Lhs; len(vars) {
	case 0:
	case 1:
		s.Key = vars[0]
	case 2:
		s.Key, s.Value = vars[0], vars[1]
	default:
		p.expected(vars[len(vars)-1].Pos(), "at most 2 expressions")
		return &ast.BadStmt{From: pos, To: p.inside(body.End())}
	}
	return s
}
