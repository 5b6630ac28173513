package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// Node is an element of a tree.
type Node interface {
	Type() NodeType
	String() string
	Copy() Node
	Position() Pos
	tree() *Tree
	writeTo(*strings.Builder)
}

// NodeType says what a node is.
type NodeType int

// Type returns the type itself.
func (t NodeType) Type() NodeType { return t }

// What nodes are.
const (
	NodeText NodeType = iota
	NodeAction
	NodeBool
	NodeChain
	NodeCommand
	NodeDot
	nodeElse
	nodeEnd
	NodeField
	NodeIdentifier
	NodeIf
	NodeList
	NodeNil
	NodeNumber
	NodePipe
	NodeRange
	NodeString
	NodeTemplate
	NodeVariable
	NodeWith
	NodeComment
	NodeBreak
	NodeContinue
)

// writeAction writes something in the delimiters of actions.
func (t *Tree) writeAction(sb *strings.Builder, parts ...any) {
	left, right := "{{", "}}"
	if t != nil && t.left != "" {
		left, right = t.left, t.right
	}
	sb.WriteString(left)
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			sb.WriteString(part)
		case Node:
			part.writeTo(sb)
		}
	}
	sb.WriteString(right)
}

func text(n Node) string {
	var sb strings.Builder
	n.writeTo(&sb)
	return sb.String()
}

// ListNode is a sequence of nodes.
type ListNode struct {
	NodeType
	Pos
	tr    *Tree
	Nodes []Node
}

func (l *ListNode) String() string { return text(l) }
func (l *ListNode) tree() *Tree    { return l.tr }
func (l *ListNode) writeTo(sb *strings.Builder) {
	for _, n := range l.Nodes {
		n.writeTo(sb)
	}
}

// CopyList returns a deep copy.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return nil
	}
	c := &ListNode{NodeList, l.Pos, l.tr, nil}
	for _, n := range l.Nodes {
		c.Nodes = append(c.Nodes, n.Copy())
	}
	return c
}

func (l *ListNode) Copy() Node { return l.CopyList() }

// TextNode is plain text.
type TextNode struct {
	NodeType
	Pos
	tr   *Tree
	Text []byte
}

func (t *TextNode) String() string              { return fmt.Sprintf("%s", t.Text) }
func (t *TextNode) tree() *Tree                 { return t.tr }
func (t *TextNode) writeTo(sb *strings.Builder) { sb.WriteString(t.String()) }
func (t *TextNode) Copy() Node {
	return &TextNode{NodeText, t.Pos, t.tr, append([]byte{}, t.Text...)}
}

// CommentNode is a comment.
type CommentNode struct {
	NodeType
	Pos
	tr   *Tree
	Text string
}

func (c *CommentNode) String() string { return text(c) }
func (c *CommentNode) tree() *Tree    { return c.tr }
func (c *CommentNode) writeTo(sb *strings.Builder) {
	c.tr.writeAction(sb, c.Text)
}
func (c *CommentNode) Copy() Node { return &CommentNode{NodeComment, c.Pos, c.tr, c.Text} }

// PipeNode is a pipeline, with the variables it sets.
type PipeNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	IsAssign bool
	Decl     []*VariableNode
	Cmds     []*CommandNode
}

func (p *PipeNode) String() string { return text(p) }
func (p *PipeNode) tree() *Tree    { return p.tr }
func (p *PipeNode) writeTo(sb *strings.Builder) {
	for i, v := range p.Decl {
		if i > 0 {
			sb.WriteString(", ")
		}
		v.writeTo(sb)
	}
	if len(p.Decl) > 0 {
		if p.IsAssign {
			sb.WriteString(" = ")
		} else {
			sb.WriteString(" := ")
		}
	}
	for i, c := range p.Cmds {
		if i > 0 {
			sb.WriteString(" | ")
		}
		c.writeTo(sb)
	}
}

// CopyPipe returns a deep copy.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return nil
	}
	c := &PipeNode{NodePipe, p.Pos, p.tr, p.Line, p.IsAssign, nil, nil}
	for _, v := range p.Decl {
		c.Decl = append(c.Decl, v.Copy().(*VariableNode))
	}
	for _, cmd := range p.Cmds {
		c.Cmds = append(c.Cmds, cmd.Copy().(*CommandNode))
	}
	return c
}

func (p *PipeNode) Copy() Node { return p.CopyPipe() }

// ActionNode is {{pipeline}}.
type ActionNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Pipe *PipeNode
}

func (a *ActionNode) String() string { return text(a) }
func (a *ActionNode) tree() *Tree    { return a.tr }
func (a *ActionNode) writeTo(sb *strings.Builder) {
	a.tr.writeAction(sb, a.Pipe)
}
func (a *ActionNode) Copy() Node {
	return &ActionNode{NodeAction, a.Pos, a.tr, a.Line, a.Pipe.CopyPipe()}
}

// CommandNode is a command of a pipeline.
type CommandNode struct {
	NodeType
	Pos
	tr   *Tree
	Args []Node
}

func (c *CommandNode) String() string { return text(c) }
func (c *CommandNode) tree() *Tree    { return c.tr }
func (c *CommandNode) writeTo(sb *strings.Builder) {
	for i, arg := range c.Args {
		if i > 0 {
			sb.WriteByte(' ')
		}
		if arg, ok := arg.(*PipeNode); ok {
			sb.WriteByte('(')
			arg.writeTo(sb)
			sb.WriteByte(')')
			continue
		}
		arg.writeTo(sb)
	}
}
func (c *CommandNode) Copy() Node {
	n := &CommandNode{NodeCommand, c.Pos, c.tr, nil}
	for _, arg := range c.Args {
		n.Args = append(n.Args, arg.Copy())
	}
	return n
}

// IdentifierNode is the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident string
}

// NewIdentifier returns an identifier without place.
func NewIdentifier(ident string) *IdentifierNode {
	return &IdentifierNode{NodeType: NodeIdentifier, Ident: ident}
}

// SetPos sets the position.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets the tree it is in.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.tr = t
	return i
}

func (i *IdentifierNode) String() string              { return i.Ident }
func (i *IdentifierNode) tree() *Tree                 { return i.tr }
func (i *IdentifierNode) writeTo(sb *strings.Builder) { sb.WriteString(i.Ident) }
func (i *IdentifierNode) Copy() Node {
	return NewIdentifier(i.Ident).SetTree(i.tr).SetPos(i.Pos)
}

// VariableNode is $x with fields.
type VariableNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (v *VariableNode) String() string              { return text(v) }
func (v *VariableNode) tree() *Tree                 { return v.tr }
func (v *VariableNode) writeTo(sb *strings.Builder) { sb.WriteString(strings.Join(v.Ident, ".")) }
func (v *VariableNode) Copy() Node {
	return &VariableNode{NodeVariable, v.Pos, v.tr, append([]string{}, v.Ident...)}
}

// DotNode is the dot.
type DotNode struct {
	NodeType
	Pos
	tr *Tree
}

func (d *DotNode) Type() NodeType              { return NodeDot }
func (d *DotNode) String() string              { return "." }
func (d *DotNode) tree() *Tree                 { return d.tr }
func (d *DotNode) writeTo(sb *strings.Builder) { sb.WriteString(".") }
func (d *DotNode) Copy() Node                  { return &DotNode{NodeDot, d.Pos, d.tr} }

// NilNode is the constant nil.
type NilNode struct {
	NodeType
	Pos
	tr *Tree
}

func (n *NilNode) Type() NodeType              { return NodeNil }
func (n *NilNode) String() string              { return "nil" }
func (n *NilNode) tree() *Tree                 { return n.tr }
func (n *NilNode) writeTo(sb *strings.Builder) { sb.WriteString("nil") }
func (n *NilNode) Copy() Node                  { return &NilNode{NodeNil, n.Pos, n.tr} }

// FieldNode is a chain of fields of the dot.
type FieldNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (f *FieldNode) String() string { return text(f) }
func (f *FieldNode) tree() *Tree    { return f.tr }
func (f *FieldNode) writeTo(sb *strings.Builder) {
	for _, id := range f.Ident {
		sb.WriteString("." + id)
	}
}
func (f *FieldNode) Copy() Node {
	return &FieldNode{NodeField, f.Pos, f.tr, append([]string{}, f.Ident...)}
}

// ChainNode is a chain of fields of something in parentheses.
type ChainNode struct {
	NodeType
	Pos
	tr    *Tree
	Node  Node
	Field []string
}

// Add appends a field, which starts with a dot.
func (c *ChainNode) Add(field string) {
	if len(field) == 0 || field[0] != '.' {
		panic("no dot in field")
	}
	field = field[1:]
	if field == "" {
		panic("empty field")
	}
	c.Field = append(c.Field, field)
}

func (c *ChainNode) String() string { return text(c) }
func (c *ChainNode) tree() *Tree    { return c.tr }
func (c *ChainNode) writeTo(sb *strings.Builder) {
	if _, ok := c.Node.(*PipeNode); ok {
		sb.WriteByte('(')
		c.Node.writeTo(sb)
		sb.WriteByte(')')
	} else {
		c.Node.writeTo(sb)
	}
	for _, f := range c.Field {
		sb.WriteString("." + f)
	}
}
func (c *ChainNode) Copy() Node {
	return &ChainNode{NodeChain, c.Pos, c.tr, c.Node, append([]string{}, c.Field...)}
}

// BoolNode is true or false.
type BoolNode struct {
	NodeType
	Pos
	tr   *Tree
	True bool
}

func (b *BoolNode) String() string              { return strconv.FormatBool(b.True) }
func (b *BoolNode) tree() *Tree                 { return b.tr }
func (b *BoolNode) writeTo(sb *strings.Builder) { sb.WriteString(b.String()) }
func (b *BoolNode) Copy() Node                  { return &BoolNode{NodeBool, b.Pos, b.tr, b.True} }

// StringNode is a string constant.
type StringNode struct {
	NodeType
	Pos
	tr     *Tree
	Quoted string // as it is written
	Text   string
}

func (s *StringNode) String() string              { return s.Quoted }
func (s *StringNode) tree() *Tree                 { return s.tr }
func (s *StringNode) writeTo(sb *strings.Builder) { sb.WriteString(s.Quoted) }
func (s *StringNode) Copy() Node {
	return &StringNode{NodeString, s.Pos, s.tr, s.Quoted, s.Text}
}

// BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	Pipe     *PipeNode
	List     *ListNode
	ElseList *ListNode // nil if there is none
}

func (b *BranchNode) String() string { return text(b) }
func (b *BranchNode) tree() *Tree    { return b.tr }
func (b *BranchNode) writeTo(sb *strings.Builder) {
	words := map[NodeType]string{NodeIf: "if", NodeRange: "range", NodeWith: "with"}
	b.tr.writeAction(sb, words[b.NodeType], " ", b.Pipe)
	b.List.writeTo(sb)
	if b.ElseList != nil {
		b.tr.writeAction(sb, "else")
		b.ElseList.writeTo(sb)
	}
	b.tr.writeAction(sb, "end")
}

func (b *BranchNode) copied() BranchNode {
	c := *b
	c.Pipe, c.List, c.ElseList = b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()
	return c
}

func (b *BranchNode) Copy() Node {
	switch b.NodeType {
	case NodeIf:
		return &IfNode{b.copied()}
	case NodeRange:
		return &RangeNode{b.copied()}
	case NodeWith:
		return &WithNode{b.copied()}
	}
	panic("unknown branch type")
}

// IfNode is {{if}}.
type IfNode struct{ BranchNode }

func (i *IfNode) Copy() Node { return &IfNode{i.copied()} }

// RangeNode is {{range}}.
type RangeNode struct{ BranchNode }

func (r *RangeNode) Copy() Node { return &RangeNode{r.copied()} }

// WithNode is {{with}}.
type WithNode struct{ BranchNode }

func (w *WithNode) Copy() Node { return &WithNode{w.copied()} }

// BreakNode is {{break}}.
type BreakNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (b *BreakNode) String() string              { return text(b) }
func (b *BreakNode) tree() *Tree                 { return b.tr }
func (b *BreakNode) writeTo(sb *strings.Builder) { b.tr.writeAction(sb, "break") }
func (b *BreakNode) Copy() Node                  { return &BreakNode{b.tr, NodeBreak, b.Pos, b.Line} }

// ContinueNode is {{continue}}.
type ContinueNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (c *ContinueNode) String() string              { return text(c) }
func (c *ContinueNode) tree() *Tree                 { return c.tr }
func (c *ContinueNode) writeTo(sb *strings.Builder) { c.tr.writeAction(sb, "continue") }
func (c *ContinueNode) Copy() Node {
	return &ContinueNode{c.tr, NodeContinue, c.Pos, c.Line}
}

// TemplateNode is {{template}}.
type TemplateNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Name string
	Pipe *PipeNode // nil if there is none
}

func (t *TemplateNode) String() string { return text(t) }
func (t *TemplateNode) tree() *Tree    { return t.tr }
func (t *TemplateNode) writeTo(sb *strings.Builder) {
	if t.Pipe == nil {
		t.tr.writeAction(sb, "template ", strconv.Quote(t.Name))
		return
	}
	t.tr.writeAction(sb, "template ", strconv.Quote(t.Name), " ", t.Pipe)
}
func (t *TemplateNode) Copy() Node {
	return &TemplateNode{NodeTemplate, t.Pos, t.tr, t.Line, t.Name, t.Pipe.CopyPipe()}
}

// mark is {{else}} or {{end}}, which end a list.
type mark struct {
	NodeType
	Pos
	line int
	next tokenKind // if or with after else
}

func (m *mark) String() string {
	if m.NodeType == nodeElse {
		return "{{else}}"
	}
	return "{{end}}"
}
func (m *mark) tree() *Tree                 { return nil }
func (m *mark) writeTo(sb *strings.Builder) { sb.WriteString(m.String()) }
func (m *mark) Copy() Node                  { return m }
