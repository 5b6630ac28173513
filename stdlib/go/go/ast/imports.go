package ast

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// SortImports sorts the imports that stand on consecutive lines, and drops those that are there twice.
func SortImports(fset *token.FileSet, f *File) {
	sorted := f.Imports[:0:0]
	for _, decl := range f.Decls {
		d, ok := decl.(*GenDecl)
		if !ok || d.Tok != token.IMPORT {
			break // imports come first
		}
		if d.Lparen.IsValid() {
			d.Specs = sortBlock(fset, f, d.Specs)
			closeUp(fset, d)
		}
		for _, s := range d.Specs {
			sorted = append(sorted, s.(*ImportSpec))
		}
	}
	if len(sorted) > 0 {
		f.Imports = sorted
	}
}

// sortBlock sorts each run of lines.
func sortBlock(fset *token.FileSet, f *File, specs []Spec) (result []Spec) {
	for start := 0; start < len(specs); {
		end := start + 1
		for end < len(specs) && lineAt(fset, specs[end].Pos()) <= 1+lineAt(fset, specs[end-1].End()) {
			end++
		}
		result = append(result, sortRun(fset, f, specs[start:end])...)
		start = end
	}
	return result
}

// closeUp drops the empty lines that dropped imports leave before the parenthesis.
func closeUp(fset *token.FileSet, d *GenDecl) {
	if len(d.Specs) == 0 {
		return
	}
	last := lineAt(fset, d.Specs[len(d.Specs)-1].Pos())
	for line := lineAt(fset, d.Rparen) - 1; line > last; line-- {
		fset.File(d.Rparen).MergeLine(line)
	}
}

func lineAt(fset *token.FileSet, pos token.Pos) int { return fset.PositionFor(pos, false).Line }

// A placed is an import spec with the comments that move with it.
type placed struct {
	spec     *ImportSpec
	path     string
	comments []beside
}

// A beside is a comment before or behind a spec.
type beside struct {
	group  *CommentGroup
	before bool
}

func (p placed) name() string {
	if p.spec.Name == nil {
		return ""
	}
	return p.spec.Name.Name
}

func (p placed) comment() string { return p.spec.Comment.Text() }

func byPath(a, b placed) int {
	return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.name(), b.name()), strings.Compare(a.comment(), b.comment()))
}

// again reports whether an import says nothing that the next one does not.
func again(a, b placed) bool {
	return a.path == b.path && a.name() == b.name() && a.spec.Comment == nil
}

// sortRun sorts imports; each takes the place of the one that stood there.
func sortRun(fset *token.FileSet, f *File, specs []Spec) []Spec {
	if len(specs) <= 1 {
		return specs
	}
	run := make([]placed, len(specs))
	starts, ends := make([]token.Pos, len(specs)), make([]token.Pos, len(specs))
	for i, s := range specs {
		path, _ := strconv.Unquote(s.(*ImportSpec).Path.Value)
		run[i] = placed{spec: s.(*ImportSpec), path: path}
		starts[i], ends[i] = s.Pos(), s.End()
	}
	inOrder := true
	for i, p := range run[1:] {
		inOrder = inOrder && byPath(run[i], p) <= 0 && !again(run[i], p)
	}
	if inOrder {
		return specs
	}
	distribute(fset, f, run, starts, ends)
	slices.SortStableFunc(run, byPath)
	kept := run[:0]
	for i, p := range run {
		if i+1 < len(run) && again(p, run[i+1]) {
			file := fset.File(p.spec.Pos())
			file.MergeLine(file.PositionFor(p.spec.Pos(), false).Line)
			continue
		}
		kept = append(kept, p)
	}
	result := make([]Spec, len(kept))
	for i, p := range kept {
		if p.spec.Name != nil {
			p.spec.Name.NamePos = starts[i]
		}
		p.spec.Path.ValueEnd += starts[i] - p.spec.Path.ValuePos
		p.spec.Path.ValuePos = starts[i]
		p.spec.EndPos = ends[i]
		for _, c := range p.comments {
			for _, line := range c.group.List {
				if c.before {
					line.Slash = starts[i] - 1
				} else {
					line.Slash = ends[i]
				}
			}
		}
		result[i] = p.spec
	}
	slices.SortStableFunc(f.Comments, func(a, b *CommentGroup) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return result
}

// distribute gives each comment on the lines of a run to one of its imports.
func distribute(fset *token.FileSet, f *File, run []placed, starts, ends []token.Pos) {
	file := fset.File(starts[0])
	line := func(pos token.Pos) int { return file.PositionFor(pos, false).Line }
	from := file.LineStart(line(starts[0]))
	until := file.End()
	if after := line(ends[len(ends)-1]) + 1; after <= file.LineCount() {
		until = file.LineStart(after)
	}
	i := 0
	for _, g := range f.Comments {
		if g.Pos() < from || g.End() > until {
			continue
		}
		for i+1 < len(run) && starts[i+1] <= g.Pos() {
			i++
		}
		at, before := i, false
		if i == 0 && starts[0] > g.Pos() {
			before = true
		} else if i+1 < len(run) && line(starts[i])+1 == line(g.Pos()) {
			at, before = i+1, true
		}
		run[at].comments = append(run[at].comments, beside{g, before})
	}
}
