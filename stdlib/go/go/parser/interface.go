// Package parser makes syntax trees of Go sources.
package parser

import (
	"bytes"
	"errors"
	"go/ast"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Mode says how much is parsed.
type Mode uint

const (
	PackageClauseOnly Mode = 1 << iota
	ImportsOnly
	ParseComments
	Trace // accepted, but nothing is printed
	DeclarationErrors
	SpuriousErrors
	SkipObjectResolution
	AllErrors = SpuriousErrors // not only ten of different lines
)

// source returns the text to parse: src, or that of the file.
func source(filename string, src any) ([]byte, error) {
	switch s := src.(type) {
	case nil:
		return os.ReadFile(filename)
	case string:
		return []byte(s), nil
	case []byte:
		return s, nil
	case *bytes.Buffer:
		if s != nil {
			return s.Bytes(), nil
		}
	case io.Reader:
		return io.ReadAll(s)
	}
	return nil, errors.New("invalid source")
}

// ParseFile parses a file: src (a string, bytes or a reader) or, if that is nil, the one of that name.
func ParseFile(fset *token.FileSet, filename string, src any, mode Mode) (f *ast.File, err error) {
	if fset == nil {
		panic("parser.ParseFile: no token.FileSet provided (fset == nil)")
	}
	text, err := source(filename, src)
	if err != nil {
		return nil, err
	}
	file := fset.AddFile(filename, -1, len(text))
	p := &parser{file: file, mode: mode}
	defer func() {
		if e := recover(); e != nil {
			p.givenUp(e)
		}
		if f == nil {
			f = &ast.File{Name: new(ast.Ident), Scope: ast.NewScope(nil)}
		}
		f.FileStart, f.FileEnd = token.Pos(file.Base()), file.End()
		p.errors.Sort()
		err = p.errors.Err()
	}()
	p.start(text)
	f = p.sourceFile()
	return f, err
}

// ParseDir parses the Go files of a directory that pass the filter, and groups them by package.
func ParseDir(fset *token.FileSet, path string, filter func(fs.FileInfo) bool, mode Mode) (pkgs map[string]*ast.Package, first error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	pkgs = make(map[string]*ast.Package)
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		if filter != nil {
			info, err := entry.Info()
			if err != nil {
				return nil, err
			}
			if !filter(info) {
				continue
			}
		}
		filename := filepath.Join(path, entry.Name())
		file, err := ParseFile(fset, filename, nil, mode)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		name := file.Name.Name
		if pkgs[name] == nil {
			pkgs[name] = &ast.Package{Name: name, Files: make(map[string]*ast.File)}
		}
		pkgs[name].Files[filename] = file
	}
	return pkgs, first
}

// ParseExprFrom parses an expression or type.
func ParseExprFrom(fset *token.FileSet, filename string, src any, mode Mode) (expr ast.Expr, err error) {
	if fset == nil {
		panic("parser.ParseExprFrom: no token.FileSet provided (fset == nil)")
	}
	text, err := source(filename, src)
	if err != nil {
		return nil, err
	}
	p := &parser{file: fset.AddFile(filename, -1, len(text)), mode: mode}
	defer func() {
		if e := recover(); e != nil {
			p.givenUp(e)
		}
		p.errors.Sort()
		err = p.errors.Err()
	}()
	p.start(text)
	expr = p.rhs()
	if p.newline() {
		p.next()
	}
	p.expect(token.EOF)
	return expr, err
}

// ParseExpr parses an expression or type; its places mean nothing.
func ParseExpr(x string) (ast.Expr, error) {
	return ParseExprFrom(token.NewFileSet(), "", x, 0)
}
