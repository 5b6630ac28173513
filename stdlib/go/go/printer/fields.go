package printer

import (
	"go/ast"
	"go/token"
	"unicode/utf8"
)

// fields prints what is in the braces of a struct or interface type.
func (p *printer) fields(list *ast.FieldList, isStruct, incomplete bool) {
	opening, closing := list.Opening, list.Closing
	commented := incomplete || p.commentBefore(p.place(closing))
	oneLine := opening.IsValid() && closing.IsValid() && p.line(opening) == p.line(closing)
	if !commented && oneLine {
		if len(list.List) == 0 {
			p.at(opening).tok(token.LBRACE)
			p.at(closing).tok(token.RBRACE)
			return
		}
		if p.fitsOnLine(list.List) {
			p.at(opening).tok(token.LBRACE)
			p.space(blank)
			p.onlyField(list.List[0], isStruct)
			p.space(blank)
			p.at(closing).tok(token.RBRACE)
			return
		}
	}
	p.space(blank)
	p.at(opening).tok(token.LBRACE)
	p.space(indent)
	if commented || len(list.List) > 0 {
		p.space(formfeed)
	}
	if isStruct {
		p.structFields(list.List)
	} else {
		p.methods(list.List)
	}
	if incomplete {
		if len(list.List) > 0 {
			p.space(formfeed)
		}
		p.flush(p.place(closing), token.RBRACE)
		what := "fields"
		if !isStruct {
			what = "methods"
		}
		p.ownLine("// contains filtered or unexported " + what)
	}
	p.space(unindent, formfeed)
	p.at(closing).tok(token.RBRACE)
}

// ownLine adds a comment that no source has.
func (p *printer) ownLine(text string) {
	p.lead(&ast.CommentGroup{List: []*ast.Comment{{Slash: token.NoPos, Text: text}}})
}

// fitsOnLine reports whether there is just one field, and a short one.
func (p *printer) fitsOnLine(list []*ast.Field) bool {
	const most = 30
	if len(list) != 1 || list[0].Tag != nil || list[0].Comment != nil {
		return false
	}
	size := p.size(list[0].Type, most)
	if len(list[0].Names) > 0 {
		size++ // for the blank; the name does not count
		names := 0
		for i, id := range list[0].Names {
			if i > 0 {
				names += len(", ")
			}
			names += utf8.RuneCountInString(id.Name)
		}
		if names == 0 {
			size--
		}
	}
	return size <= most
}

func (p *printer) onlyField(f *ast.Field, isStruct bool) {
	if !isStruct && len(f.Names) > 0 {
		p.expr(f.Names[0])
		p.signature(f.Type.(*ast.FuncType))
		return
	}
	for i, id := range f.Names {
		if i > 0 {
			p.tok(token.COMMA)
			p.space(blank)
		}
		p.expr(id)
	}
	if len(f.Names) > 0 {
		p.space(blank)
	}
	p.expr(f.Type)
}

// structFields prints fields in columns: names, types, tags and comments.
func (p *printer) structFields(list []*ast.Field) {
	separator := vtab
	if len(list) == 1 {
		separator = blank
	}
	line := 0
	for i, f := range list {
		if i > 0 {
			p.breakTo(p.line(f.Pos()), 1, none, p.linesSince(line) > 0)
		}
		p.lead(f.Doc)
		p.noteLine(&line)
		cells := 2 // before the comment
		if len(f.Names) > 0 {
			p.names(f.Names, false)
			p.space(separator)
			cells = 1
		}
		p.expr(f.Type)
		if f.Tag != nil {
			if len(f.Names) > 0 && separator == vtab {
				p.space(separator)
			}
			p.space(separator)
			p.expr(f.Tag)
			cells = 0
		}
		if f.Comment != nil {
			for range cells {
				p.space(separator)
			}
			p.lead(f.Comment)
		}
	}
}

func (p *printer) methods(list []*ast.Field) {
	line := 0
	for i, f := range list {
		if i > 0 {
			p.breakTo(p.line(f.Pos()), 1, none, p.linesSince(line) > 0)
		}
		p.lead(f.Doc)
		p.noteLine(&line)
		if t, ok := f.Type.(*ast.FuncType); ok && len(f.Names) > 0 {
			p.expr(f.Names[0])
			p.signature(t)
		} else {
			p.expr(f.Type)
		}
		p.lead(f.Comment)
	}
}
