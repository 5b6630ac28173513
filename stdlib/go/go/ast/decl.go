package ast

import "go/token"

// Declarations and what they are made of.
type (
	// An ImportSpec is the import of a package.
	ImportSpec struct {
		Doc     *CommentGroup
		Name    *Ident
		Path    *BasicLit
		Comment *CommentGroup
		EndPos  token.Pos // goes before the end of Path
	}

	// A ValueSpec declares constants or variables.
	ValueSpec struct {
		Doc     *CommentGroup
		Names   []*Ident
		Type    Expr
		Values  []Expr
		Comment *CommentGroup
	}

	// A TypeSpec declares a type, an alias if Assign is valid.
	TypeSpec struct {
		Doc        *CommentGroup
		Name       *Ident
		TypeParams *FieldList
		Assign     token.Pos
		Type       Expr
		Comment    *CommentGroup
	}

	// A BadDecl stands for what could not be parsed.
	BadDecl struct {
		From, To token.Pos
	}

	// A GenDecl is an import, const, type or var declaration.
	GenDecl struct {
		Doc    *CommentGroup
		TokPos token.Pos
		Tok    token.Token
		Lparen token.Pos
		Specs  []Spec
		Rparen token.Pos
	}

	// A FuncDecl declares a function or method.
	FuncDecl struct {
		Doc  *CommentGroup
		Recv *FieldList
		Name *Ident
		Type *FuncType
		Body *BlockStmt
	}
)

func (s *ImportSpec) Pos() token.Pos {
	if s.Name != nil {
		return s.Name.Pos()
	}
	return s.Path.Pos()
}
func (s *ValueSpec) Pos() token.Pos { return s.Names[0].Pos() }
func (s *TypeSpec) Pos() token.Pos  { return s.Name.Pos() }
func (d *BadDecl) Pos() token.Pos   { return d.From }
func (d *GenDecl) Pos() token.Pos   { return d.TokPos }
func (d *FuncDecl) Pos() token.Pos  { return d.Type.Pos() }

func (s *ImportSpec) End() token.Pos { return after(s.EndPos, 0, s.Path.End()) }
func (s *ValueSpec) End() token.Pos {
	if n := len(s.Values); n > 0 {
		return s.Values[n-1].End()
	}
	if s.Type != nil {
		return s.Type.End()
	}
	return s.Names[len(s.Names)-1].End()
}
func (s *TypeSpec) End() token.Pos { return s.Type.End() }
func (d *BadDecl) End() token.Pos  { return d.To }
func (d *GenDecl) End() token.Pos {
	if d.Rparen.IsValid() {
		return d.Rparen + 1
	}
	return d.Specs[0].End()
}
func (d *FuncDecl) End() token.Pos {
	if d.Body != nil {
		return d.Body.End()
	}
	return d.Type.End()
}

func (*ImportSpec) specNode() {}
func (*ValueSpec) specNode()  {}
func (*TypeSpec) specNode()   {}
func (*BadDecl) declNode()    {}
func (*GenDecl) declNode()    {}
func (*FuncDecl) declNode()   {}
