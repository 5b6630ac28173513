// Package printer prints syntax trees the way gofmt lays sources out.
//
// Tokens and white space are put into a buffer, and comments between them where they stood in the source.
// Cells of lines that are to be aligned end in vertical tabs; package text/tabwriter aligns them.
package printer

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"text/tabwriter"
)

// A Mode is a set of flags.
type Mode uint

const (
	RawFormat Mode = 1 << iota // nothing is aligned
	TabIndent                  // indent with tabs even with UseSpaces
	UseSpaces                  // align with spaces
	SourcePos                  // write line directives
)

// normalize writes prefixes and exponents of numbers in lower case; package format sets it.
const normalize Mode = 1 << 30

// A Config says how to print.
type Config struct {
	Mode     Mode
	Tabwidth int
	Indent   int // of everything
}

// A CommentedNode is a part of a file with the comments of the file.
type CommentedNode struct {
	Node     any
	Comments []*ast.CommentGroup
}

// Fprint prints a node without the alignment of gofmt: package format has that.
func Fprint(output io.Writer, fset *token.FileSet, node any) error {
	return (&Config{Tabwidth: 8}).Fprint(output, fset, node)
}

// Fprint prints a file, expression, statement, declaration, spec, or a list of statements or declarations.
func (cfg *Config) Fprint(output io.Writer, fset *token.FileSet, node any) error {
	text, err := cfg.print(fset, node, make(map[ast.Node]int))
	if err != nil {
		return err
	}
	if cfg.Mode&RawFormat == 0 {
		if text, err = cfg.align(text); err != nil {
			return err
		}
	}
	_, err = output.Write(trim(text))
	return err
}

// align lets a tabwriter turn vertical tabs into columns.
func (cfg *Config) align(text []byte) ([]byte, error) {
	least, pad, flags := cfg.Tabwidth, byte('\t'), tabwriter.DiscardEmptyColumns
	if cfg.Mode&UseSpaces != 0 {
		pad = ' '
	}
	if cfg.Mode&TabIndent != 0 {
		least = 0
		flags |= tabwriter.TabIndent
	}
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, least, cfg.Tabwidth, 1, pad, flags)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err := w.Flush()
	return out.Bytes(), err
}

// trim drops blanks at the ends of lines and the marks around literals, and makes tabs and
// newlines of their vertical kinds.
func trim(text []byte) []byte {
	out := make([]byte, 0, len(text))
	blanks, literal := 0, false
	for _, b := range text {
		switch {
		case b == tabwriter.Escape:
			literal = !literal
			blanks = 0
			continue
		case literal:
		case b == '\t' || b == ' ' || b == '\v':
			blanks++
			if b == '\v' {
				b = '\t'
			}
			out = append(out, b)
			continue
		case b == '\n' || b == '\f':
			out = out[:len(out)-blanks]
			b = '\n'
		}
		blanks = 0
		out = append(out, b)
	}
	return out[:len(out)-blanks]
}

// print returns a node's text with vertical tabs and marks.
func (cfg *Config) print(fset *token.FileSet, node any, sizes map[ast.Node]int) ([]byte, error) {
	p := &printer{Config: *cfg, fset: fset, sizes: sizes, commentAt: infinity}
	p.pos = token.Position{Line: 1, Column: 1}
	p.out = p.pos
	if err := p.node(node); err != nil {
		return nil, err
	}
	p.semi = false // the end is like a newline
	p.flush(token.Position{Offset: infinity, Line: infinity}, token.EOF)
	p.fixConstraints()
	return p.output, nil
}

func (p *printer) node(node any) error {
	var comments []*ast.CommentGroup
	if with, ok := node.(*CommentedNode); ok {
		node, comments = with.Node, with.Comments
	}
	if comments != nil {
		n, ok := node.(ast.Node)
		if !ok {
			return fmt.Errorf("go/printer: unsupported node type %T", node)
		}
		p.comments = within(comments, n)
	} else if f, ok := node.(*ast.File); ok {
		p.comments = f.Comments
	}
	p.ownComments = p.comments == nil
	p.nextComment()
	switch n := node.(type) {
	case ast.Expr:
		p.expr(n)
	case ast.Stmt:
		if _, ok := n.(*ast.LabeledStmt); ok {
			p.indent = 1 // which the label takes back
		}
		p.stmt(n, false)
	case ast.Decl:
		p.decl(n)
	case ast.Spec:
		p.spec(n, 1, false)
	case []ast.Stmt:
		for _, s := range n {
			if _, ok := s.(*ast.LabeledStmt); ok {
				p.indent = 1
			}
		}
		p.stmts(n, 0, false)
	case []ast.Decl:
		p.decls(n)
	case *ast.File:
		p.lead(n.Doc)
		p.at(n.Pos()).tok(token.PACKAGE)
		p.space(blank)
		p.expr(n.Name)
		p.decls(n.Decls)
		p.space(newline)
	default:
		return fmt.Errorf("go/printer: unsupported node type %T", node)
	}
	return nil
}

// within returns the comments in a node, with those that belong to it before and behind.
func within(comments []*ast.CommentGroup, n ast.Node) []*ast.CommentGroup {
	from, to := n.Pos(), n.End()
	if doc := docOf(n); doc != nil {
		from = doc.Pos()
	}
	if last := lastComment(n); last != nil {
		to = max(to, last.End())
	}
	i := 0
	for i < len(comments) && comments[i].End() < from {
		i++
	}
	j := i
	for j < len(comments) && comments[j].Pos() < to {
		j++
	}
	if i == j {
		return nil
	}
	return comments[i:j]
}

func docOf(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.Field:
		return n.Doc
	case *ast.ImportSpec:
		return n.Doc
	case *ast.ValueSpec:
		return n.Doc
	case *ast.TypeSpec:
		return n.Doc
	case *ast.GenDecl:
		return n.Doc
	case *ast.FuncDecl:
		return n.Doc
	case *ast.File:
		return n.Doc
	}
	return nil
}

// lastComment returns the comment on the line where a node ends.
func lastComment(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.Field:
		return n.Comment
	case *ast.ImportSpec:
		return n.Comment
	case *ast.ValueSpec:
		return n.Comment
	case *ast.TypeSpec:
		return n.Comment
	case *ast.GenDecl:
		if len(n.Specs) > 0 {
			return lastComment(n.Specs[len(n.Specs)-1])
		}
	case *ast.File:
		if len(n.Comments) > 0 {
			return n.Comments[len(n.Comments)-1]
		}
	}
	return nil
}
