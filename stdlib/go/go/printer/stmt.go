package printer

import (
	"go/ast"
	"go/token"
)

// stmts prints statements on lines of their own; clauses, which are not indented, are sections each.
func (p *printer) stmts(list []ast.Stmt, indents int, beforeBrace bool) {
	if indents > 0 {
		p.space(indent)
	}
	line, printed := 0, 0
	for i, s := range list {
		if _, ok := s.(*ast.EmptyStmt); ok {
			continue
		}
		if len(p.output) > 0 {
			p.breakTo(p.line(s.Pos()), 1, none, printed == 0 || indents == 0 || p.linesSince(line) > 0)
		}
		p.noteLine(&line)
		p.stmt(s, beforeBrace && i == len(list)-1)
		for { // labels are on lines of their own
			label, ok := s.(*ast.LabeledStmt)
			if !ok {
				break
			}
			line++
			s = label.Stmt
		}
		printed++
	}
	if indents > 0 {
		p.space(unindent)
	}
}

func (p *printer) block(b *ast.BlockStmt, indents int) {
	p.at(b.Lbrace).tok(token.LBRACE)
	p.stmts(b.List, indents, true)
	p.breakTo(p.line(b.Rbrace), 1, none, true)
	p.at(b.Rbrace).tok(token.RBRACE)
}

// withoutParens drops needless parentheses in the head of a statement; they are needed around
// composite literals that start with a name.
func withoutParens(x ast.Expr) ast.Expr {
	paren, ok := x.(*ast.ParenExpr)
	if !ok {
		return x
	}
	needed := false
	ast.Inspect(paren.X, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ParenExpr:
			return false
		case *ast.CompositeLit:
			needed = needed || isTypeName(n.Type)
			return false
		}
		return true
	})
	if needed {
		return x
	}
	return withoutParens(paren.X)
}

func isTypeName(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return isTypeName(x.X)
	}
	return false
}

// head prints what is between the keyword and the block.
func (p *printer) head(isFor bool, init ast.Stmt, x ast.Expr, post ast.Stmt) {
	p.space(blank)
	ends := false // in something that a blank goes behind
	if init != nil || post != nil {
		if init != nil {
			p.stmt(init, false)
		}
		p.tok(token.SEMICOLON)
		p.space(blank)
	}
	if x != nil {
		p.expr(withoutParens(x))
		ends = true
	}
	if isFor && (init != nil || post != nil) {
		p.tok(token.SEMICOLON)
		p.space(blank)
		ends = false
		if post != nil {
			p.stmt(post, false)
			ends = true
		}
	}
	if ends {
		p.space(blank)
	}
}

// isStaggered reports whether results are better indented: more than one of them has several
// lines, or one starts on a line of its own.
func (p *printer) isStaggered(list []ast.Expr) bool {
	if len(list) < 2 {
		return false
	}
	line, end := p.line(list[0].Pos()), p.line(list[len(list)-1].End())
	if line <= 0 || end <= line {
		return false
	}
	tall := 0
	for _, x := range list {
		from, to := p.line(x.Pos()), p.line(x.End())
		if line < from {
			return true
		}
		if from < to {
			tall++
		}
		line = to
	}
	return tall > 1
}

func (p *printer) stmt(stmt ast.Stmt, beforeBrace bool) {
	p.at(stmt.Pos())
	switch s := stmt.(type) {
	case *ast.BadStmt:
		p.text("BadStmt")
	case *ast.DeclStmt:
		p.decl(s.Decl)
	case *ast.EmptyStmt:
	case *ast.LabeledStmt:
		p.labeled(s, beforeBrace)
	case *ast.ExprStmt:
		p.expr(s.X)
	case *ast.SendStmt:
		p.expr(s.Chan)
		p.space(blank)
		p.at(s.Arrow).tok(token.ARROW)
		p.space(blank)
		p.expr(s.Value)
	case *ast.IncDecStmt:
		p.inner(s.X, 2)
		p.at(s.TokPos).tok(s.Tok)
	case *ast.AssignStmt:
		depth := 1
		if len(s.Lhs) > 1 && len(s.Rhs) > 1 {
			depth = 2
		}
		p.list(s.Pos(), s.Lhs, depth, 0, s.TokPos, false)
		p.space(blank)
		p.at(s.TokPos).tok(s.Tok)
		p.space(blank)
		p.list(s.TokPos, s.Rhs, depth, 0, token.NoPos, false)
	case *ast.GoStmt:
		p.tok(token.GO)
		p.space(blank)
		p.expr(s.Call)
	case *ast.DeferStmt:
		p.tok(token.DEFER)
		p.space(blank)
		p.expr(s.Call)
	case *ast.ReturnStmt:
		p.returned(s)
	case *ast.BranchStmt:
		p.tok(s.Tok)
		if s.Label != nil {
			p.space(blank)
			p.expr(s.Label)
		}
	case *ast.BlockStmt:
		p.block(s, 1)
	case *ast.IfStmt:
		p.ifStmt(s, beforeBrace)
	case *ast.CaseClause:
		if s.List != nil {
			p.tok(token.CASE)
			p.space(blank)
			p.list(s.Pos(), s.List, 1, 0, s.Colon, false)
		} else {
			p.tok(token.DEFAULT)
		}
		p.at(s.Colon).tok(token.COLON)
		p.stmts(s.Body, 1, beforeBrace)
	case *ast.CommClause:
		if s.Comm != nil {
			p.tok(token.CASE)
			p.space(blank)
			p.stmt(s.Comm, false)
		} else {
			p.tok(token.DEFAULT)
		}
		p.at(s.Colon).tok(token.COLON)
		p.stmts(s.Body, 1, beforeBrace)
	case *ast.SwitchStmt:
		p.tok(token.SWITCH)
		p.head(false, s.Init, s.Tag, nil)
		p.block(s.Body, 0)
	case *ast.TypeSwitchStmt:
		p.tok(token.SWITCH)
		if s.Init != nil {
			p.space(blank)
			p.stmt(s.Init, false)
			p.tok(token.SEMICOLON)
		}
		p.space(blank)
		p.stmt(s.Assign, false)
		p.space(blank)
		p.block(s.Body, 0)
	case *ast.SelectStmt:
		p.tok(token.SELECT)
		p.space(blank)
		if b := s.Body; len(b.List) == 0 && !p.commentBefore(p.place(b.Rbrace)) {
			p.at(b.Lbrace).tok(token.LBRACE)
			p.at(b.Rbrace).tok(token.RBRACE)
		} else {
			p.block(b, 0)
		}
	case *ast.ForStmt:
		p.tok(token.FOR)
		p.head(true, s.Init, s.Cond, s.Post)
		p.block(s.Body, 1)
	case *ast.RangeStmt:
		p.rangeStmt(s)
	}
}

// labeled prints the label an indentation to the left.
func (p *printer) labeled(s *ast.LabeledStmt, beforeBrace bool) {
	p.space(unindent)
	p.expr(s.Label)
	p.at(s.Colon).tok(token.COLON)
	p.space(indent)
	if empty, ok := s.Stmt.(*ast.EmptyStmt); ok {
		if !beforeBrace {
			p.space(newline)
			p.at(empty.Pos()).tok(token.SEMICOLON)
			return
		}
	} else {
		p.breakTo(p.line(s.Stmt.Pos()), 1, none, true)
	}
	p.stmt(s.Stmt, beforeBrace)
}

func (p *printer) returned(s *ast.ReturnStmt) {
	p.tok(token.RETURN)
	if s.Results == nil {
		return
	}
	p.space(blank)
	if p.isStaggered(s.Results) {
		p.space(indent)
		p.list(token.NoPos, s.Results, 1, flat, token.NoPos, false)
		p.space(unindent)
	} else {
		p.list(token.NoPos, s.Results, 1, 0, token.NoPos, false)
	}
}

func (p *printer) ifStmt(s *ast.IfStmt, beforeBrace bool) {
	p.tok(token.IF)
	p.head(false, s.Init, s.Cond, nil)
	p.block(s.Body, 1)
	if s.Else == nil {
		return
	}
	p.space(blank)
	p.tok(token.ELSE)
	p.space(blank)
	switch s.Else.(type) {
	case *ast.BlockStmt, *ast.IfStmt:
		p.stmt(s.Else, beforeBrace)
	default: // not from a source
		p.tok(token.LBRACE)
		p.space(indent, formfeed)
		p.stmt(s.Else, true)
		p.space(unindent, formfeed)
		p.tok(token.RBRACE)
	}
}

func (p *printer) rangeStmt(s *ast.RangeStmt) {
	p.tok(token.FOR)
	p.space(blank)
	if s.Key != nil {
		p.expr(s.Key)
		if s.Value != nil {
			p.at(s.Value.Pos()).tok(token.COMMA)
			p.space(blank)
			p.expr(s.Value)
		}
		p.space(blank)
		p.at(s.TokPos).tok(s.Tok)
		p.space(blank)
	}
	p.tok(token.RANGE)
	p.space(blank)
	p.expr(withoutParens(s.X))
	p.space(blank)
	p.block(s.Body, 1)
}
