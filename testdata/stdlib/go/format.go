// Sources are laid out as gofmt does.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
)

const ugly = `package   p
import ("os";"fmt"
b "bytes" // named
)
const ( A=iota // first
 Long // second
 B   = 0XFF+1E3
)
type S struct{ a,b int; Name string ` + "`x:\"y\"`" + ` // tag
  *T // embedded


  f func( int )(string,error) }
type E struct{}
type I interface { M(x int)  ; ~int|string }
type G[K comparable,V any] struct{ m map[K]V }
type P[T *C,] int
//short  is documented:
//  - badly
//  - but enough
// Code:
//    x := 1
//go:noinline
func  (s *S)short()int{return s.a+s.b*2}
func long(a int,
 b ...string) (r int, err error) {
 if x:=a;(x>1) { r=-x } else if y { goto end } else { r ++ }
 for i:=0;i<10;i++ { continue }
 for k,v:=range m { _=k; _ = v }
 for range 3 {}
 switch x:=v.(type) { case int,string: f(x)
 // about the default
 default:
 }
 select { case v,ok:=<-c: use(v,ok) ; case c<-1: }
 select {}
 m := map[string]int{ "a":1,
 "long key": 22, // comment
 "b":3 }
 s := x[a+1:b] ; s = x[:]
 g(func(){ y() }, [ ]int{ 1,2,
 3 })
 a.b().
 c().
 d()
 return a*b+c/ -d, /* inner */ nil
end:
 defer   close(c) ; go  func(){ }()
 /* a comment
      of lines */ var z = struct{x int}{1}
}
`

func main() {
	out, err := format.Source([]byte(ugly))
	fmt.Printf("%s%v\n", out, err)
	again, err := format.Source(out)
	fmt.Println(bytes.Equal(out, again), err)

	for _, part := range []string{"\n\n  x:=1\n  y  :=2 // c\n", "type T  int\nvar x=1\n\n", "func f(){}", "x:=", "  ", "\tif a{\nb()\n}\n"} {
		out, err := format.Source([]byte(part))
		fmt.Printf("%q %v\n", out, err)
	}

	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", ugly, parser.ParseComments)
	if err != nil {
		fmt.Println(err)
	}
	for _, d := range f.Decls[1:4] {
		format.Node(os.Stdout, fset, &printer.CommentedNode{Node: d, Comments: f.Comments})
		fmt.Println()
	}
	ast.FileExports(f)
	(&printer.Config{Mode: printer.RawFormat | printer.TabIndent, Tabwidth: 4, Indent: 1}).Fprint(os.Stdout, fset, f.Decls)
	fmt.Println()

	x := &ast.CallExpr{
		Fun: &ast.SelectorExpr{X: ast.NewIdent("fmt"), Sel: ast.NewIdent("Println")},
		Args: []ast.Expr{
			&ast.BasicLit{Kind: token.INT, Value: "1"},
			&ast.BinaryExpr{X: ast.NewIdent("a"), Op: token.MUL, Y: &ast.BinaryExpr{X: ast.NewIdent("b"), Op: token.ADD, Y: ast.NewIdent("c")}},
			&ast.UnaryExpr{Op: token.SUB, X: &ast.UnaryExpr{Op: token.SUB, X: ast.NewIdent("d")}},
		},
	}
	printer.Fprint(os.Stdout, token.NewFileSet(), x)
	fmt.Println()
	printer.Fprint(os.Stdout, token.NewFileSet(), &ast.IfStmt{Cond: x, Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{}}}})
	fmt.Println()
	fmt.Println(printer.Fprint(os.Stdout, fset, 1))
}
