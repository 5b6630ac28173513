package printer

import (
	"go/ast"
	"go/build/constraint"
	"go/token"
	"strings"
)

// nextComment makes the comments after the current ones the current ones.
func (p *printer) nextComment() {
	for p.next < len(p.comments) {
		c := p.comments[p.next]
		p.next++
		if len(c.List) > 0 {
			p.comment, p.commentAt, p.breaks = c, p.place(c.Pos()).Offset, p.hasBreak(c.List)
			return
		}
	}
	p.commentAt = infinity
}

// hasBreak reports whether comments contain or need a newline.
func (p *printer) hasBreak(list []*ast.Comment) bool {
	line := p.line(list[0].Pos())
	for _, c := range list {
		if p.line(c.Pos()) != line || c.Text[1] == '/' || strings.Contains(c.Text, "\n") {
			return true
		}
	}
	return false
}

// commentBefore reports whether the current comments go before a place; not where their
// newline would be a semicolon.
func (p *printer) commentBefore(next token.Position) bool {
	return p.commentAt < next.Offset && (!p.semi || !p.breaks)
}

// sizeBefore returns the size of the comments before a place.
func (p *printer) sizeBefore(next token.Position) (size int) {
	comment, at, breaks, index := p.comment, p.commentAt, p.breaks, p.next
	for p.commentBefore(next) {
		for _, c := range p.comment.List {
			size += len(c.Text)
		}
		p.nextComment()
	}
	p.comment, p.commentAt, p.breaks, p.next = comment, at, breaks, index
	return size
}

// lead makes a node's comments the current ones, if there is no list of all.
func (p *printer) lead(g *ast.CommentGroup) {
	if g == nil || !p.ownComments {
		return
	}
	if p.next < len(p.comments) {
		p.flush(p.place(g.List[0].Pos()), token.ILLEGAL)
	}
	p.comments, p.next = []*ast.CommentGroup{g}, 0
	if p.commentAt == infinity {
		p.nextComment()
	}
}

// placeComments writes the comments before a token.
func (p *printer) placeComments(next token.Position, tok token.Token) (broke, droppedFeed bool) {
	var last *ast.Comment
	for p.commentBefore(next) {
		list := p.comment.List
		group := p.comment
		// Documentation ends on the line before its declaration, which is not indented and starts with a keyword.
		// Comments before imports may be cgo's.
		isDoc := tok != token.IMPORT && tok != token.IDENT && p.place(group.Pos()).Column == 1 && p.place(group.End()+1) == next
		if isDoc {
			list = rewritten(list)
			if len(list) == 0 {
				p.separate(p.place(group.Pos()), next, last, tok)
				p.pos, p.end = next, next
				p.nextComment()
				return p.afterComments(false)
			}
		}
		for _, c := range list {
			p.separate(p.place(c.Pos()), next, last, tok)
			p.writeComment(c)
			last = c
		}
		if isDoc { // go on where the original ended
			last = group.List[len(group.List)-1]
			p.pos = p.place(last.End())
			p.end = p.pos
		}
		p.nextComment()
	}
	needsBreak := false
	if !p.quiet.blank && last.Text[1] == '*' && p.line(last.Pos()) == next.Line && tok != token.COMMA &&
		(tok != token.RPAREN || p.open == token.LPAREN) && (tok != token.RBRACK || p.open == token.LBRACK) {
		if p.breakPending() && !p.quiet.linebreak && p.literal == 0 {
			needsBreak = true
		} else {
			p.put(' ', 1)
		}
	}
	if last.Text[1] == '/' || tok == token.EOF || tok == token.RBRACE && !p.quiet.linebreak {
		needsBreak = true
	}
	return p.afterComments(needsBreak)
}

func (p *printer) breakPending() bool {
	for _, w := range p.pending {
		if w == newline || w == formfeed {
			return true
		}
	}
	return false
}

// afterComments writes what was pending; of newlines just one, and that only if it is needed.
func (p *printer) afterComments(needsBreak bool) (broke, droppedFeed bool) {
	for i, w := range p.pending {
		switch w {
		case blank, vtab:
			p.pending[i] = none
		case newline, formfeed:
			if needsBreak {
				needsBreak, broke = false, true
				continue
			}
			droppedFeed = droppedFeed || w == formfeed
			p.pending[i] = none
		}
	}
	p.writePending(len(p.pending))
	if needsBreak {
		p.put('\n', 1)
		broke = true
	}
	return broke, droppedFeed
}

// separate writes the white space between what was written and a comment at pos. before is the
// comment before it in its group, next and tok the token after it.
func (p *printer) separate(pos, next token.Position, before *ast.Comment, tok token.Token) {
	if len(p.output) == 0 {
		return
	}
	if pos.IsValid() && pos.Filename != p.end.Filename {
		p.put('\f', mostNewlines)
		return
	}
	if pos.Line == p.end.Line && (before == nil || before.Text[1] != '/') {
		p.separateOnLine(pos.Line == next.Line, before == nil)
		return
	}
	dropped := false // a newline
	ready := 0
pending:
	for i, w := range p.pending {
		switch w {
		case blank, vtab:
			p.pending[i] = none
			continue
		case indent:
			continue
		case unindent:
			// Not the last one: it belongs to what ended. Otherwise the comment says by its
			// column whether it is still inside.
			if i+1 < len(p.pending) && p.pending[i+1] == unindent || tok != token.RBRACE && pos.Column == next.Column {
				continue
			}
		case newline, formfeed:
			p.pending[i] = none
			dropped = before == nil
		}
		ready = i
		break pending
	}
	p.writePending(ready)
	n := 0
	if pos.IsValid() && p.end.IsValid() {
		n = max(0, pos.Line-p.end.Line)
	}
	if p.indent == 0 && dropped {
		n++
	}
	if n == 0 && before != nil && before.Text[1] == '/' {
		n = 1
	}
	if n > 0 {
		p.put('\f', min(n, mostNewlines))
	}
}

// separateOnLine separates a comment from what is before it on the line.
func (p *printer) separateOnLine(nextToo, first bool) {
	separated := false
	if first {
		ready := 0
	pending:
		for i, w := range p.pending {
			switch w {
			case blank:
				p.pending[i] = none
				continue
			case vtab: // keeps the columns of structs
				separated = true
				continue
			case indent:
				continue
			}
			ready = i
			break pending
		}
		p.writePending(ready)
	}
	if !separated {
		ch := byte('\t')
		if nextToo {
			ch = ' '
		}
		p.put(ch, 1)
	}
}

func (p *printer) writeComment(c *ast.Comment) {
	text := c.Text
	pos := p.place(c.Pos())
	if strings.HasPrefix(text, "//line ") && (!pos.IsValid() || pos.Column == 1) {
		before := p.indent
		p.indent = 0 // or it is no directive
		defer func() { p.indent = before }()
	}
	if text[1] == '/' {
		if constraint.IsGoBuild(text) {
			p.current = append(p.current, len(p.output))
		} else if constraint.IsPlusBuild(text) {
			p.older = append(p.older, len(p.output))
		}
		p.write(pos, strings.TrimRight(text, " \t\n\v\f\r"), true)
		return
	}
	lines := strings.Split(text, "\n")
	if pos.IsValid() && pos.Column == 1 && p.indent > 0 {
		// What is indented now must look the same when it is printed again.
		for i := range lines[1:] {
			lines[1+i] = "   " + lines[1+i]
		}
	}
	unindentLines(lines)
	for i, line := range lines {
		if i > 0 {
			p.put('\f', 1)
			pos = p.pos
		}
		if line != "" {
			p.write(pos, strings.TrimRight(line, " \t\n\v\f\r"), true)
		}
	}
}

func isBlank(s string) bool { return strings.TrimLeft(s, blanks) == "" }

const blanks = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f "

// sharedPrefix returns the blanks and stars that both lines start with.
func sharedPrefix(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] && (a[i] <= ' ' || a[i] == '*') {
		i++
	}
	return a[:i]
}

// unindentLines takes from the lines of a comment what they are indented by, but for what
// lines the text up with that of the first line.
func unindentLines(lines []string) {
	n := len(lines)
	if n <= 1 {
		return
	}
	prefix, found := "", false
	for i, line := range lines[1 : n-1] {
		if isBlank(line) {
			lines[1+i] = ""
			continue
		}
		if !found {
			prefix, found = line, true
		}
		prefix = sharedPrefix(prefix, line)
	}
	final := lines[n-1]
	if !found {
		prefix = sharedPrefix(final, final)
	}
	stars := false
	if before, _, ok := strings.Cut(prefix, "*"); ok {
		prefix, stars = strings.TrimSuffix(before, " "), true
	} else {
		prefix = prefix[:len(prefix)-keptIndent(prefix, lines[0])]
	}
	if before, _, _ := strings.Cut(final, "*/"); isBlank(before) {
		closing := "*/"
		if stars {
			closing = " */"
		}
		lines[n-1] = prefix + closing
	} else {
		prefix = sharedPrefix(prefix, final)
	}
	for i, line := range lines {
		if i > 0 && line != "" {
			lines[i] = line[len(prefix):]
		}
	}
}

// keptIndent returns how much of the end of a prefix belongs to the text, seen from the first line.
func keptIndent(prefix, first string) int {
	if isBlank(first[2:]) { // up to three blanks or a tab
		i := len(prefix)
		for i > 0 && len(prefix)-i < 3 && prefix[i-1] == ' ' {
			i--
		}
		if i == len(prefix) && i > 0 && prefix[i-1] == '\t' {
			i--
		}
		return len(prefix) - i
	}
	n := 2
	for n < len(first) && first[n] <= ' ' {
		n++
	}
	suffix := "  " + first[2:n] // as wide as the marker
	if n > 2 && first[2] == '\t' {
		suffix = first[2:n]
	}
	if strings.HasSuffix(prefix, suffix) {
		return len(suffix)
	}
	return 0
}
