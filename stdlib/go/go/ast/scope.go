package ast

import (
	"fmt"
	"go/token"
	"strings"
)

// A Scope is the names that a part of a source declares.
type Scope struct {
	Outer   *Scope
	Objects map[string]*Object
}

// NewScope returns an empty scope inside another.
func NewScope(outer *Scope) *Scope { return &Scope{outer, make(map[string]*Object, 4)} }

// Lookup returns what a name denotes here, not further out.
func (s *Scope) Lookup(name string) *Object { return s.Objects[name] }

// Insert declares an object, unless there is one of that name, which it returns.
func (s *Scope) Insert(obj *Object) (alt *Object) {
	if alt = s.Objects[obj.Name]; alt == nil {
		s.Objects[obj.Name] = obj
	}
	return alt
}

func (s *Scope) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "scope %p {", s)
	if s != nil && len(s.Objects) > 0 {
		fmt.Fprintln(&b)
		for _, obj := range s.Objects {
			fmt.Fprintf(&b, "\t%s %s\n", obj.Kind, obj.Name)
		}
	}
	fmt.Fprintf(&b, "}\n")
	return b.String()
}

// An Object is what a name denotes.
type Object struct {
	Kind ObjKind
	Name string
	Decl any // where it is declared
	Data any
	Type any
}

// NewObj returns an object.
func NewObj(kind ObjKind, name string) *Object { return &Object{Kind: kind, Name: name} }

// Pos returns where the name stands in the declaration.
func (obj *Object) Pos() token.Pos {
	var names []*Ident
	switch d := obj.Decl.(type) {
	case *Field:
		names = d.Names
	case *ImportSpec:
		if d.Name == nil || d.Name.Name != obj.Name {
			return d.Path.Pos()
		}
		return d.Name.Pos()
	case *ValueSpec:
		names = d.Names
	case *TypeSpec:
		names = []*Ident{d.Name}
	case *FuncDecl:
		names = []*Ident{d.Name}
	case *LabeledStmt:
		names = []*Ident{d.Label}
	case *AssignStmt:
		for _, x := range d.Lhs {
			if id, ok := x.(*Ident); ok {
				names = append(names, id)
			}
		}
	}
	for _, id := range names {
		if id.Name == obj.Name {
			return id.Pos()
		}
	}
	return token.NoPos
}

// An ObjKind says what an object is.
type ObjKind int

const (
	Bad ObjKind = iota
	Pkg
	Con
	Typ
	Var
	Fun
	Lbl
)

func (kind ObjKind) String() string {
	return [...]string{"bad", "package", "const", "type", "var", "func", "label"}[kind]
}
