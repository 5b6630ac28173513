// text/scanner: tokens, positions and errors.
package main

import (
	"fmt"
	"strings"
	"text/scanner"
	"unicode"
)

const source = `// a comment
if x_1 >= 0x1F && "str\n\u00e9" != 'c' { /* more
*/ y := 1_000.5e-3 + .5 + 0b101 + 0o17 + 07 + 0x1p-2; é = ` + "`raw\n`" + ` }
`

func main() {
	var s scanner.Scanner
	s.Init(strings.NewReader(source))
	s.Filename = "f"
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		fmt.Println(s.Position, scanner.TokenString(tok), s.TokenText(), s.Pos())
	}
	s.Init(strings.NewReader("\ufeffa-b /* c */ %d // e\n1.5 x"))
	s.Mode ^= scanner.SkipComments | scanner.ScanFloats
	s.Whitespace ^= 1 << '\n'
	s.IsIdentRune = func(ch rune, i int) bool { return ch == '-' && i > 0 || ch == '%' && i == 0 || unicode.IsLetter(ch) }
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		fmt.Printf("%s %s %q\n", s.Position, scanner.TokenString(tok), s.TokenText())
	}
	for _, text := range []string{"0x", "0b12", "08", "1__0", "1_", "0_1", "1e", "0x1.5", "0x1e+2", "1p3", "0b1.0", "'ab'", "''", "'\\q'", `"\x1"`, "\"open\nx", "`open", "/* open", "a\x00b", "a\xffb", `"\ud800"`, "089", "089.5", "0o8"} {
		s.Init(strings.NewReader(text))
		s.IsIdentRune = nil
		s.Error = func(s *scanner.Scanner, msg string) { fmt.Print(s.Position, " ", s.Pos(), " ", msg, "; ") }
		for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
			fmt.Printf("%s %q, ", scanner.TokenString(tok), s.TokenText())
		}
		fmt.Println(s.ErrorCount)
	}
	s.Init(strings.NewReader("a\nb"))
	fmt.Println(s.Peek(), s.Next(), s.Pos(), s.Next(), s.Pos(), s.Next(), s.Next(), s.Next(), s.Position, s.Position.IsValid())
}
