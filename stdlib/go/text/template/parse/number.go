package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// NumberNode is a number constant, with all the types its value fits.
type NumberNode struct {
	NodeType
	Pos
	tr         *Tree
	IsInt      bool
	IsUint     bool
	IsFloat    bool
	IsComplex  bool
	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string
}

func (n *NumberNode) String() string              { return n.Text }
func (n *NumberNode) tree() *Tree                 { return n.tr }
func (n *NumberNode) writeTo(sb *strings.Builder) { sb.WriteString(n.Text) }
func (n *NumberNode) Copy() Node {
	c := *n
	return &c
}

func (t *Tree) newNumber(pos Pos, text string, kind tokenKind) (*NumberNode, error) {
	n := &NumberNode{NodeType: NodeNumber, Pos: pos, tr: t, Text: text}
	switch kind {
	case tokCharConstant:
		r, _, tail, err := strconv.UnquoteChar(text[1:], text[0])
		if err != nil {
			return nil, err
		}
		if tail != "'" {
			return nil, fmt.Errorf("malformed character constant: %s", text)
		}
		n.IsInt, n.Int64 = true, int64(r)
		n.IsUint, n.Uint64 = true, uint64(r)
		n.IsFloat, n.Float64 = true, float64(r)
		return n, nil
	case tokComplex:
		if _, err := fmt.Sscan(text, &n.Complex128); err != nil {
			return nil, err
		}
		n.IsComplex = true
		n.simplify()
		return n, nil
	}
	if strings.HasSuffix(text, "i") {
		f, err := strconv.ParseFloat(text[:len(text)-1], 64)
		if err == nil {
			n.IsComplex, n.Complex128 = true, complex(0, f)
			n.simplify()
			return n, nil
		}
	}
	if u, err := strconv.ParseUint(text, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
		if i == 0 {
			n.IsUint, n.Uint64 = true, 0 // -0 is one
		}
	}
	switch {
	case n.IsInt:
		n.IsFloat, n.Float64 = true, float64(n.Int64)
	case n.IsUint:
		n.IsFloat, n.Float64 = true, float64(n.Uint64)
	default:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			if !strings.ContainsAny(text, ".eEpP") {
				return nil, fmt.Errorf("integer overflow: %q", text)
			}
			n.IsFloat, n.Float64 = true, f
			n.whole()
		}
	}
	if !n.IsInt && !n.IsUint && !n.IsFloat {
		return nil, fmt.Errorf("illegal number syntax: %q", text)
	}
	return n, nil
}

// whole notes down the integers that a float is.
func (n *NumberNode) whole() {
	if !n.IsInt && float64(int64(n.Float64)) == n.Float64 {
		n.IsInt, n.Int64 = true, int64(n.Float64)
	}
	if !n.IsUint && float64(uint64(n.Float64)) == n.Float64 {
		n.IsUint, n.Uint64 = true, uint64(n.Float64)
	}
}

// simplify notes down the real numbers that a complex number is.
func (n *NumberNode) simplify() {
	n.IsFloat = imag(n.Complex128) == 0
	if n.IsFloat {
		n.Float64 = real(n.Complex128)
		n.whole()
	}
}
