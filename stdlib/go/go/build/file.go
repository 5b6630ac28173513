package build

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A source is what is known of a file.
type source struct {
	name    string // with the folder
	text    []byte
	binary  bool // //go:binary-only-package
	ignored bool // by its name or constraints

	parsed     *ast.File // the head of a Go file
	err        error
	imports    []located
	embeds     []located
	directives []Directive
}

// A located text has a place.
type located struct {
	text string
	pos  token.Position
	doc  *ast.CommentGroup
}

var otherKinds = []string{".c", ".cc", ".cxx", ".cpp", ".m", ".s", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".f90", ".for", ".S", ".sx", ".swig", ".swigcxx", ".syso"}

// MatchFile reports whether a file is part of a package.
func (ctxt *Context) MatchFile(dir, name string) (match bool, err error) {
	f, err := ctxt.source(dir, name, nil, nil)
	return err == nil && f != nil && !f.ignored, err
}

// source reads a file; nil if it has nothing to do with packages. Tags that are asked for are noted.
func (ctxt *Context) source(dir, name string, asked map[string]bool, fset *token.FileSet) (*source, error) {
	if strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") {
		return nil, nil
	}
	kind := filepath.Ext(name)
	isGo := kind == ".go"
	if !isGo && !slices.Contains(otherKinds, kind) {
		return nil, nil
	}
	f := &source{name: ctxt.join(dir, name)}
	if !ctxt.goodName(name, asked) && !ctxt.UseAllFiles {
		f.ignored = true
		return f, nil
	}
	if kind == ".syso" { // binary
		return f, nil
	}
	r, err := ctxt.open(f.name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if f.text, err = io.ReadAll(r); err != nil {
		return nil, fmt.Errorf("read %s: %v", f.name, err)
	}
	holds, err := ctxt.allowed(f, asked)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", f.name, err)
	}
	f.ignored = !holds && !ctxt.UseAllFiles
	if isGo && fset != nil && !f.ignored {
		f.parse(fset)
	}
	return f, nil
}

// head returns the part of a file with comments and empty lines only that an empty line ends,
// and the //go:build line in front of everything else.
func head(text []byte) (plus []byte, current string, binary bool, err error) {
	rest, end := text, 0
	inBlock, ended := false, false
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		rest = after
		line = bytes.TrimSpace(line)
		if len(line) == 0 && !ended && !inBlock {
			end = len(text) - len(rest)
			continue
		}
		if !bytes.HasPrefix(line, []byte("//")) {
			ended = true
		}
		if !inBlock && constraint.IsGoBuild(string(line)) {
			if current != "" {
				return nil, "", false, errors.New("multiple //go:build comments")
			}
			current = string(line)
		}
		if !inBlock && bytes.Equal(line, []byte("//go:binary-only-package")) {
			binary = true
		}
		for len(line) > 0 {
			if inBlock {
				_, behind, found := bytes.Cut(line, []byte("*/"))
				inBlock = !found
				line = bytes.TrimSpace(behind)
				continue
			}
			if bytes.HasPrefix(line, []byte("//")) {
				break
			}
			if !bytes.HasPrefix(line, []byte("/*")) {
				return text[:end], current, binary, nil
			}
			inBlock = true
			line = line[2:]
		}
	}
	return text[:end], current, binary, nil
}

// allowed reports whether the constraints of a file hold.
func (ctxt *Context) allowed(f *source, asked map[string]bool) (bool, error) {
	plus, current, binary, err := head(f.text)
	if err != nil {
		return false, err
	}
	f.binary = binary
	holds := func(tag string) bool { return ctxt.holds(tag, asked) }
	if current != "" {
		x, err := constraint.Parse(current)
		if err != nil {
			return false, fmt.Errorf("parsing //go:build line: %v", err)
		}
		return x.Eval(holds), nil
	}
	good := true
	for line := range strings.SplitSeq(string(plus), "\n") {
		line = strings.TrimSpace(line)
		if !constraint.IsPlusBuild(line) {
			continue
		}
		if x, err := constraint.Parse(line); err == nil && !x.Eval(holds) {
			good = false
		}
	}
	return good, nil
}

// parse reads the package clause, imports, directives and patterns to embed.
func (f *source) parse(fset *token.FileSet) {
	f.parsed, f.err = parser.ParseFile(fset, f.name, f.text, parser.ImportsOnly|parser.ParseComments)
	if f.err != nil {
		return
	}
	for _, group := range f.parsed.Comments {
		for _, c := range group.List {
			if c.Pos() < f.parsed.Package && strings.HasPrefix(c.Text, "//go:") {
				f.directives = append(f.directives, Directive{c.Text, fset.Position(c.Slash)})
			}
		}
	}
	embeds := false
	for _, decl := range f.parsed.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range d.Specs {
			s, ok := spec.(*ast.ImportSpec)
			if !ok {
				continue
			}
			path, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				f.err = fmt.Errorf("parser returned invalid quoted string: <%s>", s.Path.Value)
				return
			}
			doc := s.Doc
			if doc == nil && len(d.Specs) == 1 {
				doc = d.Doc
			}
			f.imports = append(f.imports, located{path, fset.Position(s.Pos()), doc})
			embeds = embeds || path == "embed"
		}
	}
	if embeds {
		f.embedded(fset)
	}
}

// embedded finds the //go:embed lines of the whole file.
func (f *source) embedded(fset *token.FileSet) {
	file, err := parser.ParseFile(token.NewFileSet(), f.name, f.text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return // the compiler tells it
	}
	base := fset.File(f.parsed.Pos())
	for _, group := range file.Comments {
		for _, c := range group.List {
			args, ok := strings.CutPrefix(c.Text, "//go:embed")
			if !ok || args == "" || !unicode.IsSpace(rune(args[0])) {
				continue
			}
			for {
				trimmed := strings.TrimLeftFunc(args, unicode.IsSpace)
				if trimmed == "" {
					break
				}
				// This file is the first and only one of its set.
				at := base.Position(base.Pos(int(c.Slash) - 1))
				at.Offset += len(c.Text) - len(trimmed)
				at.Column += len(c.Text) - len(trimmed)
				pattern := trimmed
				if trimmed[0] == '"' || trimmed[0] == '`' {
					quoted, err := strconv.QuotedPrefix(trimmed)
					if err != nil {
						f.err = fmt.Errorf("invalid quoted string in //go:embed: %s", trimmed)
						return
					}
					pattern, _ = strconv.Unquote(quoted)
					args = trimmed[len(quoted):]
				} else {
					if i := strings.IndexFunc(trimmed, unicode.IsSpace); i >= 0 {
						pattern = trimmed[:i]
					}
					args = trimmed[len(pattern):]
				}
				f.embeds = append(f.embeds, located{text: pattern, pos: at})
			}
		}
	}
}
