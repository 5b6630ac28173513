package ast

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// A CommentMap says which comments belong to which node.
type CommentMap map[Node][]*CommentGroup

// NewCommentMap gives each comment to the largest node whose end is on its line, or on the line
// before if an empty line follows the comment, or else to the next node.
func NewCommentMap(fset *token.FileSet, node Node, comments []*CommentGroup) CommentMap {
	if len(comments) == 0 {
		return nil
	}
	comments = slices.SortedStableFunc(slices.Values(comments), byPos)
	nodes := placedNodes(node)
	line := func(pos token.Pos) int { return fset.Position(pos).Line }

	cmap := make(CommentMap)
	var around nodeStack // important nodes that have not ended yet
	var last, group Node // the node before, and the important one that ended last
	i := 0
	for _, c := range comments {
		first, final := line(c.Pos()), line(c.End())
		for i < len(nodes) && nodes[i].Pos() < c.End() {
			last = nodes[i]
			switch last.(type) {
			case *File, *Field, Decl, Spec, Stmt:
				around.push(last)
			}
			i++
		}
		var next Node
		if i < len(nodes) {
			next = nodes[i]
		}
		if ended := around.pop(c.Pos()); ended != nil {
			group = ended
		}
		// belongs reports whether the comment is on the line where n ends, or alone on the one below.
		belongs := func(n Node) bool {
			if n == nil {
				return false
			}
			end := line(n.End())
			return end == first || end+1 == first && (next == nil && final+1 < 0 || next != nil && final+1 < line(next.Pos()))
		}
		to := next
		if belongs(group) {
			to = group
		} else if last != nil && (next == nil || belongs(last)) {
			to = last
		}
		cmap[to] = append(cmap[to], c)
	}
	return cmap
}

func byPos(a, b *CommentGroup) int { return cmp.Compare(a.Pos(), b.Pos()) }

// placedNodes returns the nodes of a tree in the order of the source, without comments.
func placedNodes(root Node) (nodes []Node) {
	Inspect(root, func(n Node) bool {
		switch n.(type) {
		case nil, *CommentGroup, *Comment:
			return false
		}
		nodes = append(nodes, n)
		return true
	})
	slices.SortStableFunc(nodes, func(a, b Node) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return nodes
}

// A nodeStack holds nodes each of which is inside the one before.
type nodeStack []Node

func (s *nodeStack) push(n Node) {
	s.pop(n.Pos())
	*s = append(*s, n)
}

// pop removes the nodes that end before a place, and returns the outermost of them.
func (s *nodeStack) pop(pos token.Pos) (outermost Node) {
	i := len(*s)
	for i > 0 && (*s)[i-1].End() <= pos {
		i--
		outermost = (*s)[i]
	}
	*s = (*s)[:i]
	return outermost
}

// Update gives the comments of a node to another one, which it returns.
func (cmap CommentMap) Update(old, new Node) Node {
	if list := cmap[old]; len(list) > 0 {
		delete(cmap, old)
		cmap[new] = append(cmap[new], list...)
	}
	return new
}

// Filter returns the comments of the nodes in a tree.
func (cmap CommentMap) Filter(node Node) CommentMap {
	some := make(CommentMap)
	Inspect(node, func(n Node) bool {
		if list := cmap[n]; len(list) > 0 {
			some[n] = list
		}
		return true
	})
	return some
}

// Comments returns all comments as they stand.
func (cmap CommentMap) Comments() []*CommentGroup {
	list := make([]*CommentGroup, 0, len(cmap))
	for _, groups := range cmap {
		list = append(list, groups...)
	}
	slices.SortFunc(list, byPos)
	return list
}

// String returns nodes with the beginnings of their comments.
func (cmap CommentMap) String() string {
	nodes := make([]Node, 0, len(cmap))
	for n := range cmap {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b Node) int { return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.End(), b.End())) })
	var b strings.Builder
	fmt.Fprintln(&b, "CommentMap {")
	for _, n := range nodes {
		what := fmt.Sprintf("%T", n)
		if id, ok := n.(*Ident); ok {
			what = id.Name
		}
		var text strings.Builder
		for _, group := range cmap[n] {
			text.WriteString(group.Text())
		}
		short := strings.Join(strings.Fields(text.String()), " ")
		if len(short) > 40 {
			short = short[:37] + "..."
		}
		fmt.Fprintf(&b, "\t%p  %20s:  %s\n", n, what, short)
	}
	fmt.Fprintln(&b, "}")
	return b.String()
}
