// Package constraint parses and evaluates build constraints.
package constraint

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// An Expr is a *TagExpr, *NotExpr, *AndExpr or *OrExpr.
type Expr interface {
	// String returns it as it stands behind //go:build.
	String() string
	// Eval asks ok which tags hold.
	Eval(ok func(tag string) bool) bool
	isExpr()
}

// A TagExpr is a tag.
type TagExpr struct{ Tag string }

// A NotExpr is !X.
type NotExpr struct{ X Expr }

// An AndExpr is X && Y.
type AndExpr struct{ X, Y Expr }

// An OrExpr is X || Y.
type OrExpr struct{ X, Y Expr }

func (*TagExpr) isExpr() {}
func (*NotExpr) isExpr() {}
func (*AndExpr) isExpr() {}
func (*OrExpr) isExpr()  {}

func (x *TagExpr) Eval(ok func(tag string) bool) bool { return ok(x.Tag) }
func (x *NotExpr) Eval(ok func(tag string) bool) bool { return !x.X.Eval(ok) }

// Eval asks about the tags of both sides.
func (x *AndExpr) Eval(ok func(tag string) bool) bool {
	a, b := x.X.Eval(ok), x.Y.Eval(ok)
	return a && b
}

// Eval asks about the tags of both sides.
func (x *OrExpr) Eval(ok func(tag string) bool) bool {
	a, b := x.X.Eval(ok), x.Y.Eval(ok)
	return a || b
}

func (x *TagExpr) String() string { return x.Tag }

func (x *NotExpr) String() string {
	switch x.X.(type) {
	case *AndExpr, *OrExpr:
		return "!(" + x.X.String() + ")"
	}
	return "!" + x.X.String()
}

func (x *AndExpr) String() string {
	operand := func(x Expr) string {
		if _, ok := x.(*OrExpr); ok {
			return "(" + x.String() + ")"
		}
		return x.String()
	}
	return operand(x.X) + " && " + operand(x.Y)
}

func (x *OrExpr) String() string {
	operand := func(x Expr) string {
		if _, ok := x.(*AndExpr); ok {
			return "(" + x.String() + ")"
		}
		return x.String()
	}
	return operand(x.X) + " || " + operand(x.Y)
}

var errTooComplex = errors.New("expression too complex for // +build lines")

// PlusBuildLines returns lines of the older form, all of which must hold.
func PlusBuildLines(x Expr) ([]string, error) {
	var lines [][][]Expr // and of or of and
	simple := true       // no line has an or
	for _, line := range operands[AndExpr](pushNot(x, false)) {
		var terms [][]Expr
		for _, term := range operands[OrExpr](line) {
			factors := operands[AndExpr](term)
			for _, f := range factors {
				if _, ok := f.(*OrExpr); ok {
					return nil, errTooComplex
				}
			}
			terms = append(terms, factors)
		}
		simple = simple && len(terms) == 1
		lines = append(lines, terms)
	}
	if simple {
		var factors []Expr
		for _, line := range lines {
			factors = append(factors, line[0]...)
		}
		lines = [][][]Expr{{factors}}
	}
	var texts []string
	for _, line := range lines {
		text := "// +build"
		for _, term := range line {
			for i, f := range term {
				text += []string{" ", ","}[min(i, 1)] + f.String()
			}
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// pushNot moves negations down to the tags.
func pushNot(x Expr, not bool) Expr {
	switch x := x.(type) {
	case *NotExpr:
		if _, ok := x.X.(*TagExpr); ok && !not {
			return x
		}
		return pushNot(x.X, !not)
	case *AndExpr:
		if a, b := pushNot(x.X, not), pushNot(x.Y, not); not {
			return &OrExpr{a, b}
		} else {
			return &AndExpr{a, b}
		}
	case *OrExpr:
		if a, b := pushNot(x.X, not), pushNot(x.Y, not); not {
			return &AndExpr{a, b}
		} else {
			return &OrExpr{a, b}
		}
	}
	if not {
		return &NotExpr{x}
	}
	return x
}

// operands returns what is connected by an operator.
func operands[Op AndExpr | OrExpr](x Expr) []Expr {
	op, ok := any(x).(*Op)
	if !ok {
		return []Expr{x}
	}
	switch op := any(op).(type) {
	case *AndExpr:
		return slices.Concat(operands[Op](op.X), operands[Op](op.Y))
	case *OrExpr:
		return slices.Concat(operands[Op](op.X), operands[Op](op.Y))
	}
	return nil
}

// GoVersion returns the least version of Go for which an expression can hold, "" for any.
func GoVersion(x Expr) string {
	v := least(x, false)
	switch {
	case v < 0:
		return ""
	case v == 0:
		return "go1"
	}
	return "go1." + strconv.Itoa(v)
}

// least returns the minor version, or -1; not says that the expression is negated.
func least(x Expr, not bool) int {
	both, either := func(a, b int) int { return max(a, b) }, func(a, b int) int { return min(a, b) }
	if not {
		both, either = either, both
	}
	switch x := x.(type) {
	case *AndExpr:
		return both(least(x.X, not), least(x.Y, not))
	case *OrExpr:
		return either(least(x.X, not), least(x.Y, not))
	case *NotExpr:
		return least(x.X, !not)
	case *TagExpr:
		if not {
			return -1
		}
		if x.Tag == "go1" {
			return 0
		}
		minor, ok := strings.CutPrefix(x.Tag, "go1.")
		if n, err := strconv.Atoi(minor); ok && err == nil {
			return n
		}
	}
	return -1
}
