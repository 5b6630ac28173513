package ast

import (
	"fmt"
	"iter"
)

// A Visitor's Visit is called for the nodes of a tree; what it returns visits the children.
type Visitor interface {
	Visit(node Node) (w Visitor)
}

// Walk visits a tree from its root, and calls Visit(nil) after the children of a node.
func Walk(v Visitor, node Node) {
	if v = v.Visit(node); v == nil {
		return
	}
	children(node, func(child Node) { Walk(v, child) })
	v.Visit(nil)
}

func each[N Node](list []N, f func(Node)) {
	for _, n := range list {
		f(n)
	}
}

// some calls f unless the node is missing.
func some[N interface {
	comparable
	Node
}](n N, f func(Node)) {
	var none N
	if n != none {
		f(n)
	}
}

// children calls f for what a node consists of, in the order of the source.
func children(node Node, f func(Node)) {
	switch n := node.(type) {
	case *Comment, *BadExpr, *Ident, *BasicLit, *BadStmt, *EmptyStmt, *BadDecl, *Directive:
	case *CommentGroup:
		each(n.List, f)
	case *Field:
		some(n.Doc, f)
		each(n.Names, f)
		some(n.Type, f)
		some(n.Tag, f)
		some(n.Comment, f)
	case *FieldList:
		each(n.List, f)
	case *Ellipsis:
		some(n.Elt, f)
	case *FuncLit:
		f(n.Type)
		f(n.Body)
	case *CompositeLit:
		some(n.Type, f)
		each(n.Elts, f)
	case *ParenExpr:
		f(n.X)
	case *SelectorExpr:
		f(n.X)
		f(n.Sel)
	case *IndexExpr:
		f(n.X)
		f(n.Index)
	case *IndexListExpr:
		f(n.X)
		each(n.Indices, f)
	case *SliceExpr:
		f(n.X)
		some(n.Low, f)
		some(n.High, f)
		some(n.Max, f)
	case *TypeAssertExpr:
		f(n.X)
		some(n.Type, f)
	case *CallExpr:
		f(n.Fun)
		each(n.Args, f)
	case *StarExpr:
		f(n.X)
	case *UnaryExpr:
		f(n.X)
	case *BinaryExpr:
		f(n.X)
		f(n.Y)
	case *KeyValueExpr:
		f(n.Key)
		f(n.Value)
	case *ArrayType:
		some(n.Len, f)
		f(n.Elt)
	case *StructType:
		f(n.Fields)
	case *FuncType:
		some(n.TypeParams, f)
		some(n.Params, f)
		some(n.Results, f)
	case *InterfaceType:
		f(n.Methods)
	case *MapType:
		f(n.Key)
		f(n.Value)
	case *ChanType:
		f(n.Value)
	default:
		larger(node, f)
	}
}

// larger is children for statements, declarations and files.
func larger(node Node, f func(Node)) {
	switch n := node.(type) {
	case *DeclStmt:
		f(n.Decl)
	case *LabeledStmt:
		f(n.Label)
		f(n.Stmt)
	case *ExprStmt:
		f(n.X)
	case *SendStmt:
		f(n.Chan)
		f(n.Value)
	case *IncDecStmt:
		f(n.X)
	case *AssignStmt:
		each(n.Lhs, f)
		each(n.Rhs, f)
	case *GoStmt:
		f(n.Call)
	case *DeferStmt:
		f(n.Call)
	case *ReturnStmt:
		each(n.Results, f)
	case *BranchStmt:
		some(n.Label, f)
	case *BlockStmt:
		each(n.List, f)
	case *IfStmt:
		some(n.Init, f)
		f(n.Cond)
		f(n.Body)
		some(n.Else, f)
	case *CaseClause:
		each(n.List, f)
		each(n.Body, f)
	case *SwitchStmt:
		some(n.Init, f)
		some(n.Tag, f)
		f(n.Body)
	case *TypeSwitchStmt:
		some(n.Init, f)
		f(n.Assign)
		f(n.Body)
	case *CommClause:
		some(n.Comm, f)
		each(n.Body, f)
	case *SelectStmt:
		f(n.Body)
	case *ForStmt:
		some(n.Init, f)
		some(n.Cond, f)
		some(n.Post, f)
		f(n.Body)
	case *RangeStmt:
		some(n.Key, f)
		some(n.Value, f)
		f(n.X)
		f(n.Body)
	case *ImportSpec:
		some(n.Doc, f)
		some(n.Name, f)
		f(n.Path)
		some(n.Comment, f)
	case *ValueSpec:
		some(n.Doc, f)
		each(n.Names, f)
		some(n.Type, f)
		each(n.Values, f)
		some(n.Comment, f)
	case *TypeSpec:
		some(n.Doc, f)
		f(n.Name)
		some(n.TypeParams, f)
		f(n.Type)
		some(n.Comment, f)
	case *GenDecl:
		some(n.Doc, f)
		each(n.Specs, f)
	case *FuncDecl:
		some(n.Doc, f)
		some(n.Recv, f)
		f(n.Name)
		f(n.Type)
		some(n.Body, f)
	case *File:
		some(n.Doc, f)
		f(n.Name)
		each(n.Decls, f)
	case *Package:
		for _, file := range n.Files {
			f(file)
		}
	default:
		panic(fmt.Sprintf("ast.Walk: unexpected node type %T", n))
	}
}

type inspector func(Node) bool

func (f inspector) Visit(node Node) Visitor {
	if f(node) {
		return f
	}
	return nil
}

// Inspect calls f for the nodes of a tree, and f(nil) after the children of those it answered true for.
func Inspect(node Node, f func(Node) bool) { Walk(inspector(f), node) }

// Preorder returns the nodes of a tree, each before its children.
func Preorder(root Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		more := true
		Inspect(root, func(n Node) bool {
			if n != nil {
				more = more && yield(n)
			}
			return more
		})
	}
}

// PreorderStack calls f for the nodes of a tree with those around them, and leaves out the
// children of those it answers false for.
func PreorderStack(root Node, stack []Node, f func(n Node, stack []Node) bool) {
	before := len(stack)
	Inspect(root, func(n Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return false
		}
		if !f(n, stack) {
			return false
		}
		stack = append(stack, n)
		return true
	})
	if len(stack) != before {
		panic("push/pop mismatch")
	}
}
