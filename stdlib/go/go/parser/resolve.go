package parser

import (
	"fmt"
	"go/ast"
	"go/token"
)

// A resolver finds what names denote, as far as that is clear without types.
type resolver struct {
	file   *token.File
	report func(token.Pos, string) // nil if nobody wants to know

	pkg, scope *ast.Scope
	unresolved []*ast.Ident

	labels  *ast.Scope     // of the function
	targets [][]*ast.Ident // labels that are jumped to, by function
}

// pending marks names that no scope within the file's knew.
var pending = new(ast.Object)

// resolve sets the objects of the names in a file.
func resolve(f *ast.File, file *token.File, report func(token.Pos, string)) {
	pkg := ast.NewScope(nil)
	r := &resolver{file: file, report: report, pkg: pkg, scope: pkg}
	for _, decl := range f.Decls {
		ast.Walk(r, decl)
	}
	f.Unresolved = r.unresolved[:0]
	for _, id := range r.unresolved {
		if id.Obj = pkg.Lookup(id.Name); id.Obj == nil {
			f.Unresolved = append(f.Unresolved, id)
		}
	}
	f.Scope = pkg
}

func (r *resolver) open() *resolver {
	r.scope = ast.NewScope(r.scope)
	return r
}

func (r *resolver) close() { r.scope = r.scope.Outer }

func (r *resolver) declare(decl, data any, scope *ast.Scope, kind ast.ObjKind, names ...*ast.Ident) {
	for _, name := range names {
		obj := ast.NewObj(kind, name.Name)
		obj.Decl, obj.Data = decl, data
		if _, ok := decl.(*ast.Ident); !ok { // a receiver's type parameter is known, but has no object
			name.Obj = obj
		}
		if name.Name == "_" {
			continue
		}
		if alt := scope.Insert(obj); alt != nil && r.report != nil {
			msg := name.Name + " redeclared in this block"
			if pos := alt.Pos(); pos.IsValid() {
				msg += fmt.Sprintf("\n\tprevious declaration at %v", r.file.Position(pos))
			}
			r.report(name.Pos(), msg)
		}
	}
}

// define declares the new variables of a short declaration.
func (r *resolver) define(s *ast.AssignStmt) {
	fresh := 0
	for _, x := range s.Lhs {
		name, ok := x.(*ast.Ident)
		if !ok {
			continue
		}
		obj := ast.NewObj(ast.Var, name.Name)
		obj.Decl = s
		name.Obj = obj
		if name.Name == "_" {
			continue
		}
		if alt := r.scope.Insert(obj); alt != nil {
			name.Obj = alt
		} else {
			fresh++
		}
	}
	if fresh == 0 && r.report != nil {
		r.report(s.Lhs[0].Pos(), "no new variables on left side of :=")
	}
}

// use finds what a name denotes; if nothing does, it is kept for later.
func (r *resolver) use(name *ast.Ident, keep bool) {
	if name.Name == "_" {
		return
	}
	for s := r.scope; s != nil; s = s.Outer {
		if obj := s.Lookup(name.Name); obj != nil {
			if _, ok := obj.Decl.(*ast.Ident); !ok {
				name.Obj = obj
			}
			return
		}
	}
	if keep {
		name.Obj = pending
		r.unresolved = append(r.unresolved, name)
	}
}

func (r *resolver) exprs(list []ast.Expr) {
	for _, x := range list {
		ast.Walk(r, x)
	}
}

func (r *resolver) stmts(list []ast.Stmt) {
	for _, s := range list {
		ast.Walk(r, s)
	}
}

func (r *resolver) types(list *ast.FieldList) {
	if list != nil {
		for _, f := range list.List {
			if f.Type != nil {
				ast.Walk(r, f.Type)
			}
		}
	}
}

func (r *resolver) names(list *ast.FieldList, kind ast.ObjKind) {
	if list != nil {
		for _, f := range list.List {
			r.declare(f, nil, r.scope, kind, f.Names...)
		}
	}
}

// signature declares parameters and results after their types were looked at.
func (r *resolver) signature(t *ast.FuncType) {
	r.types(t.Params)
	r.types(t.Results)
	r.names(t.Params, ast.Var)
	r.names(t.Results, ast.Var)
}

func (r *resolver) body(b *ast.BlockStmt) {
	if b == nil {
		return
	}
	r.labels = ast.NewScope(r.labels)
	r.targets = append(r.targets, nil)
	r.stmts(b.List)
	last := len(r.targets) - 1
	for _, name := range r.targets[last] {
		name.Obj = r.labels.Lookup(name.Name)
		if name.Obj == nil && r.report != nil {
			r.report(name.Pos(), fmt.Sprintf("label %s undefined", name.Name))
		}
	}
	r.targets = r.targets[:last]
	r.labels = r.labels.Outer
}

func (r *resolver) opt(list ...ast.Node) {
	for _, n := range list {
		if n != nil {
			ast.Walk(r, n)
		}
	}
}

// Visit looks at a node; nodes without names of their own are left to Walk.
func (r *resolver) Visit(node ast.Node) ast.Visitor {
	switch n := node.(type) {
	case *ast.Ident:
		r.use(n, true)
	case *ast.FuncLit:
		defer r.open().close()
		r.signature(n.Type)
		r.body(n.Body)
	case *ast.SelectorExpr:
		ast.Walk(r, n.X)
	case *ast.StructType:
		defer r.open().close()
		r.types(n.Fields)
		r.names(n.Fields, ast.Var)
	case *ast.FuncType:
		defer r.open().close()
		r.signature(n)
	case *ast.CompositeLit:
		if n.Type != nil {
			ast.Walk(r, n.Type)
		}
		for _, e := range n.Elts {
			pair, ok := e.(*ast.KeyValueExpr)
			if !ok {
				ast.Walk(r, e)
				continue
			}
			if key, ok := pair.Key.(*ast.Ident); ok { // which may be a field
				r.use(key, false)
			} else {
				ast.Walk(r, pair.Key)
			}
			ast.Walk(r, pair.Value)
		}
	case *ast.InterfaceType:
		defer r.open().close()
		r.types(n.Methods)
		r.names(n.Methods, ast.Fun)
	case ast.Stmt:
		return r.stmt(n)
	case *ast.GenDecl:
		r.genDecl(n)
	case *ast.FuncDecl:
		r.funcDecl(n)
	default:
		return r
	}
	return nil
}

func (r *resolver) stmt(s ast.Stmt) ast.Visitor {
	switch s := s.(type) {
	case *ast.LabeledStmt:
		r.declare(s, nil, r.labels, ast.Lbl, s.Label)
		ast.Walk(r, s.Stmt)
	case *ast.AssignStmt:
		r.exprs(s.Rhs)
		if s.Tok == token.DEFINE {
			r.define(s)
		} else {
			r.exprs(s.Lhs)
		}
	case *ast.BranchStmt:
		if s.Label != nil && s.Tok != token.FALLTHROUGH {
			last := len(r.targets) - 1
			r.targets[last] = append(r.targets[last], s.Label)
		}
	case *ast.BlockStmt:
		defer r.open().close()
		r.stmts(s.List)
	case *ast.IfStmt:
		defer r.open().close()
		r.opt(s.Init, s.Cond, s.Body, s.Else)
	case *ast.CaseClause:
		r.exprs(s.List)
		defer r.open().close()
		r.stmts(s.Body)
	case *ast.SwitchStmt:
		defer r.open().close()
		r.opt(s.Init, s.Tag)
		r.stmts(s.Body.List)
	case *ast.TypeSwitchStmt:
		defer r.open().close()
		r.opt(s.Init)
		defer r.open().close()
		r.opt(s.Assign)
		r.stmts(s.Body.List)
	case *ast.CommClause:
		defer r.open().close()
		r.opt(s.Comm)
		r.stmts(s.Body)
	case *ast.SelectStmt:
		r.stmts(s.Body.List)
	case *ast.ForStmt:
		defer r.open().close()
		r.opt(s.Init, s.Cond, s.Post, s.Body)
	case *ast.RangeStmt:
		r.rangeStmt(s)
	default:
		return r
	}
	return nil
}

func (r *resolver) rangeStmt(s *ast.RangeStmt) {
	defer r.open().close()
	ast.Walk(r, s.X)
	var vars []ast.Expr
	for _, x := range []ast.Expr{s.Key, s.Value} {
		if x != nil {
			vars = append(vars, x)
		}
	}
	if len(vars) > 0 && s.Tok == token.DEFINE {
		// The declaration of the variables is an assignment that the source does not have.
		r.define(&ast.AssignStmt{Lhs: vars, Tok: token.DEFINE, TokPos: s.TokPos, Rhs: []ast.Expr{&ast.UnaryExpr{Op: token.RANGE, X: s.X}}})
	} else {
		r.exprs(vars)
	}
	ast.Walk(r, s.Body)
}

func (r *resolver) genDecl(d *ast.GenDecl) {
	for i, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.ValueSpec:
			r.exprs(s.Values)
			if s.Type != nil {
				ast.Walk(r, s.Type)
			}
			kind := ast.Var
			if d.Tok == token.CONST {
				kind = ast.Con
			}
			r.declare(s, i, r.scope, kind, s.Names...)
		case *ast.TypeSpec:
			r.declare(s, nil, r.scope, ast.Typ, s.Name)
			if s.TypeParams != nil {
				// Go's parser ends this scope with the whole group, so that what is declared
				// after a generic type is not found from outside.
				defer r.open().close()
				r.names(s.TypeParams, ast.Typ)
				r.types(s.TypeParams)
			}
			ast.Walk(r, s.Type)
		}
	}
}

func (r *resolver) funcDecl(d *ast.FuncDecl) {
	defer r.open().close()
	r.receiver(d.Recv)
	r.names(d.Type.TypeParams, ast.Typ)
	r.types(d.Type.TypeParams)
	r.types(d.Type.Params)
	r.types(d.Type.Results)
	r.names(d.Recv, ast.Var)
	r.names(d.Type.Params, ast.Var)
	r.names(d.Type.Results, ast.Var)
	r.body(d.Body)
	if d.Recv == nil && d.Name.Name != "init" {
		r.declare(d, nil, r.pkg, ast.Fun, d.Name)
	}
}

// receiver declares the type parameters of a receiver, and looks at its type.
func (r *resolver) receiver(list *ast.FieldList) {
	if list == nil || len(list.List) == 0 {
		return
	}
	t := list.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	var params []ast.Expr
	switch x := t.(type) {
	case *ast.IndexExpr:
		t, params = x.X, []ast.Expr{x.Index}
	case *ast.IndexListExpr:
		t, params = x.X, x.Indices
	}
	used := []ast.Expr{t}
	for _, x := range params {
		if name, ok := x.(*ast.Ident); ok {
			r.declare(name, nil, r.scope, ast.Typ, name)
		} else {
			used = append(used, x)
		}
	}
	for _, x := range used {
		if x != nil {
			ast.Walk(r, x)
		}
	}
	for _, f := range list.List[1:] { // too many
		if f.Type != nil {
			ast.Walk(r, f.Type)
		}
	}
}
