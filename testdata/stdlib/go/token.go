// Tokens, and positions in sources.
package main

import (
	"fmt"
	"go/token"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	for tok := token.Token(-1); tok < 93; tok++ {
		fmt.Println(int(tok), tok, tok.Precedence(), tok.IsLiteral(), tok.IsOperator(), tok.IsKeyword())
	}
	for _, name := range []string{"", "a", "Ab", "func", "_", "1a", "a1", "É", "a-b"} {
		fmt.Println(name, token.Lookup(name), token.IsExported(name), token.IsKeyword(name), token.IsIdentifier(name))
	}
	set := token.NewFileSet()
	text := "package a\n\nfunc f() {}\n//line b.go:7\nvar x\n"
	a := set.AddFile("a.go", -1, len(text))
	fmt.Println(a, a.Line(a.Pos(12)), set.Base())
	a.SetLinesForContent([]byte(text))
	b := set.AddFile("b.go", set.Base()+10, 20)
	b.AddLine(5)
	b.AddLine(5)
	b.AddLine(3)
	b.AddLine(9)
	fmt.Println(a.Lines(), b.Lines(), a.LineCount(), b.LineStart(2), b.Base(), b.Size(), b.Name())
	a.AddLineInfo(37, "c.go", 7)
	b.AddLineColumnInfo(2, "d.go", 3, 4)
	for p := token.NoPos; int(p) < set.Base()+2; p += 3 {
		pos := set.Position(p)
		fmt.Println(p, pos, set.PositionFor(p, false), pos.IsValid(), pos.Offset, set.File(p) != nil)
	}
	b.MergeLine(1)
	fmt.Println(b.Lines(), b.SetLines([]int{0, 4, 4}), b.SetLines([]int{0, 4, 8}), b.Offset(1), b.Pos(99))
	set.Iterate(func(f *token.File) bool { fmt.Println(f.Name()); return true })
	set.RemoveFile(a)
	fmt.Println(set.File(1) == nil, token.Position{}, token.Position{Filename: "x"}, token.Position{Line: 2})
	try(func() { set.AddFile("e", 1, 1) })
	try(func() { set.AddFile("e", -1, -1) })
	try(func() { b.MergeLine(9) })
	try(func() { b.LineStart(0) })
}
