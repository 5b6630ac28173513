// Package format lays sources out as gofmt does.
package format

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io"
	"strings"
)

// normalize is the mode of package printer that writes numbers in lower case.
const normalize printer.Mode = 1 << 30

var config = printer.Config{Mode: printer.UseSpaces | printer.TabIndent | normalize, Tabwidth: 8}

const mode = parser.ParseComments | parser.SkipObjectResolution

// Node prints a node; the imports of a file are sorted, but not in the node.
func Node(dst io.Writer, fset *token.FileSet, node any) error {
	var file *ast.File
	with, commented := node.(*printer.CommentedNode)
	switch n := node.(type) {
	case *ast.File:
		file = n
	case *printer.CommentedNode:
		file, _ = n.Node.(*ast.File)
	}
	if file != nil && hasGroups(file) {
		var copied bytes.Buffer
		if err := config.Fprint(&copied, fset, file); err != nil {
			return err
		}
		sorted, err := parser.ParseFile(fset, "", copied.Bytes(), mode)
		if err != nil {
			return fmt.Errorf("format.Node internal error (%s)", err)
		}
		ast.SortImports(fset, sorted)
		node = sorted
		if commented {
			node = &printer.CommentedNode{Node: sorted, Comments: with.Comments}
		}
	}
	return config.Fprint(dst, fset, node)
}

// hasGroups reports whether there are imports in parentheses.
func hasGroups(file *ast.File) bool {
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			return false
		}
		if d.Lparen.IsValid() {
			return true
		}
	}
	return false
}

// What is put around parts of files to parse them; semicolons keep the lines.
const (
	clause   = "package p;"
	function = "package p; func _() {"
)

// Source formats a file, or a part of one: declarations or statements, which keep the white
// space around them.
func Source(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, mode)
	if err == nil {
		ast.SortImports(fset, file)
		var out bytes.Buffer
		if err := config.Fprint(&out, fset, file); err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	}
	if !strings.Contains(err.Error(), "expected 'package'") {
		return nil, err
	}
	file, err = parser.ParseFile(fset, "", append([]byte(clause), src...), mode)
	if err == nil {
		return part(fset, file, src, 0, len("package p\n"), 0)
	}
	if !strings.Contains(err.Error(), "expected declaration") {
		return nil, err
	}
	// A comment may end the source.
	wrapped := append(append([]byte(function), src...), "\n\n}"...)
	if file, err = parser.ParseFile(fset, "", wrapped, mode); err != nil {
		return nil, err
	}
	return part(fset, file, src, -1, len("package p\n\nfunc _() {"), len("}\n"))
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// part formats what stands within a wrapping, of which head and foot are the sizes, and indents it
// like the first line of src.
func part(fset *token.FileSet, file *ast.File, src []byte, less, head, foot int) ([]byte, error) {
	line, start := 0, 0 // where the first line with code starts, and the code
	for start < len(src) && isSpace(src[start]) {
		start++
		if src[start-1] == '\n' {
			line = start
		}
	}
	margin := src[line:start]
	tabs := bytes.Count(margin, []byte("\t"))
	if tabs == 0 && bytes.IndexByte(margin, ' ') >= 0 {
		tabs = 1
	}
	cfg := config
	cfg.Indent = tabs + less
	var buf bytes.Buffer
	if err := cfg.Fprint(&buf, fset, file); err != nil {
		return nil, err
	}
	indent := max(0, cfg.Indent)
	out := buf.Bytes()
	if foot > 0 {
		head += indent // of the function; that of the package clause comes first
	}
	out = bytes.TrimSpace(out[indent+head : len(out)-foot])
	if len(out) == 0 {
		return src, nil
	}
	res := append([]byte(nil), src[:line]...)
	for range tabs {
		res = append(res, '\t')
	}
	res = append(res, out...)
	end := len(src)
	for end > 0 && isSpace(src[end-1]) {
		end--
	}
	return append(res, src[end:]...), nil
}
