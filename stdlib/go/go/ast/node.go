// Package ast has the syntax trees of Go.
package ast

import "go/token"

// A Node is part of a syntax tree.
type Node interface {
	Pos() token.Pos // of its first character
	End() token.Pos // behind its last character
}

// An Expr is an expression or type.
type Expr interface {
	Node
	exprNode()
}

// A Stmt is a statement.
type Stmt interface {
	Node
	stmtNode()
}

// A Decl is a declaration.
type Decl interface {
	Node
	declNode()
}

// A Spec is what a GenDecl declares: *ImportSpec, *ValueSpec, or *TypeSpec.
type Spec interface {
	Node
	specNode()
}

// after returns the place n characters behind a token, or otherwise if the token has no place.
func after(pos token.Pos, n int, otherwise token.Pos) token.Pos {
	if pos.IsValid() {
		return pos + token.Pos(n)
	}
	return otherwise
}

// A Field is a field of a struct, a method, or a parameter; embedded and unnamed ones have no Names.
type Field struct {
	Doc     *CommentGroup
	Names   []*Ident
	Type    Expr
	Tag     *BasicLit
	Comment *CommentGroup // on the line
}

func (f *Field) Pos() token.Pos {
	if len(f.Names) > 0 {
		return f.Names[0].Pos()
	}
	if f.Type != nil {
		return f.Type.Pos()
	}
	return token.NoPos
}

func (f *Field) End() token.Pos {
	if f.Tag != nil {
		return f.Tag.End()
	}
	if f.Type != nil {
		return f.Type.End()
	}
	if n := len(f.Names); n > 0 {
		return f.Names[n-1].End()
	}
	return token.NoPos
}

// A FieldList is a list of fields in brackets.
type FieldList struct {
	Opening token.Pos
	List    []*Field
	Closing token.Pos
}

func (f *FieldList) Pos() token.Pos {
	if f.Opening.IsValid() {
		return f.Opening
	}
	if len(f.List) > 0 {
		return f.List[0].Pos()
	}
	return token.NoPos
}

func (f *FieldList) End() token.Pos {
	if f.Closing.IsValid() {
		return f.Closing + 1
	}
	if n := len(f.List); n > 0 {
		return f.List[n-1].End()
	}
	return token.NoPos
}

// NumFields counts the names, and the fields without.
func (f *FieldList) NumFields() int {
	n := 0
	if f != nil {
		for _, field := range f.List {
			n += max(1, len(field.Names))
		}
	}
	return n
}

// A File is the source of one file.
type File struct {
	Doc     *CommentGroup
	Package token.Pos
	Name    *Ident
	Decls   []Decl

	FileStart, FileEnd token.Pos
	Scope              *Scope
	Imports            []*ImportSpec
	Unresolved         []*Ident
	Comments           []*CommentGroup // all of them, as they stand
	GoVersion          string          // the least one that its build constraint allows
}

func (f *File) Pos() token.Pos { return f.Package }

func (f *File) End() token.Pos {
	if n := len(f.Decls); n > 0 {
		return f.Decls[n-1].End()
	}
	return f.Name.End()
}

// A Package is a set of files.
type Package struct {
	Name    string
	Scope   *Scope
	Imports map[string]*Object
	Files   map[string]*File
}

func (p *Package) Pos() token.Pos { return token.NoPos }
func (p *Package) End() token.Pos { return token.NoPos }
