package printer

import (
	"go/ast"
	"internal/doctext"
	"strings"
)

// rewritten returns the comments of a declaration in their usual form; directives come last.
func rewritten(list []*ast.Comment) []*ast.Comment {
	if len(list) == 0 {
		return list
	}
	block := strings.HasPrefix(list[0].Text, "/*")
	var lines []string
	var directives []*ast.Comment
	if block {
		text := list[0].Text
		if len(list) != 1 || !strings.Contains(text, "\n") || hasStars(text) {
			return list
		}
		lines = strings.Split(text[2:len(text)-2], "\n")
	} else {
		for _, c := range list {
			text, ok := strings.CutPrefix(c.Text, "//")
			if !ok {
				return list
			}
			if isDirective(text) {
				directives = append(directives, c)
				continue
			}
			lines = append(lines, strings.TrimPrefix(text, " "))
		}
		if len(lines) == 0 {
			return list
		}
	}
	text := doctext.Normalize(lines)
	if text == "" && !block && len(directives) > 0 {
		return directives
	}
	slash := list[0].Slash
	if block {
		return []*ast.Comment{{Slash: slash, Text: "/*\n" + text + "*/"}}
	}
	var out []*ast.Comment
	add := func(text string) { out = append(out, &ast.Comment{Slash: slash, Text: text}) }
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		switch {
		case text == "":
		case line == "":
			add("//")
		case line[0] == '\t':
			add("//" + line)
		default:
			add("// " + line)
		}
	}
	if len(directives) > 0 {
		if len(out) > 0 {
			add("//")
		}
		for _, d := range directives {
			add(d.Text)
		}
	}
	return out
}

// hasStars reports whether all lines of a comment start with a star.
func hasStars(text string) bool {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 && !strings.HasPrefix(strings.TrimLeft(line, " \t"), "*") {
			return false
		}
	}
	return true
}

// isDirective reports whether a comment is one for tools.
func isDirective(text string) bool {
	if strings.HasPrefix(text, "line ") || strings.HasPrefix(text, "extern ") || strings.HasPrefix(text, "export ") {
		return true
	}
	tool, name, found := strings.Cut(text, ":")
	if !found || tool == "" || name == "" {
		return false
	}
	for _, b := range []byte(tool + name[:1]) {
		if (b < 'a' || 'z' < b) && (b < '0' || '9' < b) {
			return false
		}
	}
	return true
}
