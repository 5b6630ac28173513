// Sources are scanned, parsed, walked and trimmed.
package main

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"strings"
)

const source = `//go:build linux && go1.22

// Package p is
// parsed.
package p

import (
	"sort"
	. "fmt" // dot
	"errors"
)

// A List is generic.
type List[T any] struct {
	head, tail *node[T] // nodes
	Len int ` + "`json:\"n\"`" + `
}

type number interface{ ~int | ~float64 }

func (l *List[T]) Each(yield func(T) bool) {
	for x := range 10 {
		switch y := any(x).(type) {
		case int, string:
			fmt.Println(y, a[1:2:3])
		default:
			go func() { c <- <-d }()
		}
	}
loop:
	for {
		break loop
	}
}

const (
	a = iota
	b
)
var m = map[string]int{"x": -1 << 2 + 3*4}
`

func main() {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(f.Name, f.GoVersion, f.Doc.Text(), len(f.Comments), len(f.Imports))
	for _, id := range f.Unresolved {
		fmt.Print(id.Name, " ")
	}
	fmt.Println()
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			what := "?"
			if id.Obj != nil {
				what = id.Obj.Kind.String() + " of " + fset.Position(id.Obj.Pos()).String()
			}
			fmt.Println(fset.Position(id.Pos()), id.Name, what)
		} else if n != nil {
			fmt.Printf("%T %v-%v\n", n, fset.Position(n.Pos()), fset.Position(n.End()))
		}
		return true
	})
	for n, groups := range ast.NewCommentMap(fset, f, f.Comments) {
		if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			fmt.Printf("%q\n", groups[0].Text())
		}
	}
	ast.SortImports(fset, f)
	for _, imp := range f.Imports {
		fmt.Println(imp.Path.Value)
	}
	fmt.Println(ast.FileExports(f), len(f.Decls))
	f.Scope, f.Comments, f.Imports, f.Unresolved = nil, nil, nil, nil
	ast.Print(fset, f)

	for _, bad := range []string{"a +", "f(1", "[]int{1,\n2\n}", "x.", "func() {", "a[1:", "'ab'", "\"\\q\"", "if"} {
		x, err := parser.ParseExpr(bad)
		fmt.Printf("%T %v\n", x, err)
	}
	for _, bad := range []string{"package", "package p; import 3; var", "package p\nfunc f() {\n\tif x {\n\tgo g\n\tx := := 2\n}\n", "package p\ntype T[P any, ...] int\nfunc (a, b int, c) m() {}\nvar x = 0b12 + 1__0 #"} {
		_, err := parser.ParseFile(fset, "bad.go", bad, parser.AllErrors)
		scanner.PrintError(os.Stdout, err)
	}
	x, _ := parser.ParseExpr("a.b*(c[0](d...) + -e)")
	ast.Fprint(os.Stdout, nil, x, ast.NotNilFilter)

	for _, line := range []string{"//go:build (a && !b) || go1.20", "// +build a,!b c", "//go:build !!a", "//go:build a &&", "//go:build x y"} {
		x, err := constraint.Parse(line)
		if err != nil {
			fmt.Println(err)
			continue
		}
		lines, err := constraint.PlusBuildLines(x)
		holds := x.Eval(func(tag string) bool { return tag == "a" })
		fmt.Println(x, holds, constraint.GoVersion(x), strings.Join(lines, "; "), err)
	}
}
