package ast

import (
	"errors"
	"fmt"
	"go/token"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Comment is one comment, without the newline that ends it.
type Comment struct {
	Slash token.Pos
	Text  string
}

func (c *Comment) Pos() token.Pos { return c.Slash }
func (c *Comment) End() token.Pos { return c.Slash + token.Pos(len(c.Text)) }

// A CommentGroup is comments with nothing between them, no empty line either.
type CommentGroup struct {
	List []*Comment
}

func (g *CommentGroup) Pos() token.Pos { return g.List[0].Pos() }
func (g *CommentGroup) End() token.Pos { return g.List[len(g.List)-1].End() }

// Text returns what the comments say, without markers, directives, and needless blanks.
func (g *CommentGroup) Text() string {
	if g == nil {
		return ""
	}
	var lines []string
	for _, c := range g.List {
		text := c.Text[2:]
		if c.Text[1] == '*' {
			text = strings.TrimSuffix(text, "*/")
		} else if text != "" {
			if text[0] == ' ' {
				text = text[1:]
			} else if isDirective(text) {
				continue
			}
		}
		lines = append(lines, strings.Split(text, "\n")...)
	}
	var out strings.Builder
	empty := false // lines were left out
	for _, line := range lines {
		line = strings.TrimRight(line, " \t\n\r")
		if line == "" {
			empty = true
			continue
		}
		if empty && out.Len() > 0 {
			out.WriteByte('\n')
		}
		empty = false
		out.WriteString(line)
		out.WriteByte('\n')
	}
	return out.String()
}

// isDirective reports whether a comment's text is one for tools: "line …" or "word:word…".
func isDirective(text string) bool {
	if strings.HasPrefix(text, "line ") || strings.HasPrefix(text, "extern ") || strings.HasPrefix(text, "export ") {
		return true
	}
	tool, name, found := strings.Cut(text, ":")
	return found && tool != "" && isTool(tool) && name != "" && isTool(name[:1])
}

// isTool reports whether there are but lower-case letters and digits.
func isTool(s string) bool {
	for _, b := range []byte(s) {
		if (b < 'a' || 'z' < b) && (b < '0' || '9' < b) {
			return false
		}
	}
	return true
}

// A Directive is a comment for a tool: //tool:name args.
type Directive struct {
	Tool    string
	Name    string
	Args    string
	Slash   token.Pos
	ArgsPos token.Pos
}

func (d *Directive) Pos() token.Pos { return d.Slash }
func (d *Directive) End() token.Pos { return d.ArgsPos + token.Pos(len(d.Args)) }

// ParseDirective takes a line apart that starts at pos.
func ParseDirective(pos token.Pos, c string) (Directive, bool) {
	text, ok := strings.CutPrefix(c, "//")
	if !ok || strings.HasPrefix(text, "line ") || !isDirective(text) || !strings.Contains(text, ":") {
		return Directive{}, false
	}
	tool, rest, _ := strings.Cut(text, ":")
	if !isTool(tool) {
		return Directive{}, false
	}
	d := Directive{Tool: tool, Name: rest, Slash: pos}
	at := len("//") + len(tool) + 1
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		d.Name = rest[:i]
		args := strings.TrimLeftFunc(rest[i:], unicode.IsSpace)
		at += len(rest) - len(args)
		d.Args = strings.TrimRightFunc(args, unicode.IsSpace)
	} else {
		at += len(rest)
	}
	d.ArgsPos = pos + token.Pos(at)
	return d, true
}

// A DirectiveArg is an argument, unquoted.
type DirectiveArg struct {
	Arg string
	Pos token.Pos
}

// ParseArgs splits Args into words and Go strings.
func (d *Directive) ParseArgs() ([]DirectiveArg, error) {
	var args []DirectiveArg
	rest := d.Args
	for {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return args, nil
		}
		arg := DirectiveArg{Pos: d.ArgsPos + token.Pos(len(d.Args)-len(rest))}
		if rest[0] == '"' || rest[0] == '`' {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return nil, errors.New("invalid quoted string in //" + d.Tool + ":" + d.Name + ": " + rest)
			}
			arg.Arg, _ = strconv.Unquote(quoted)
			rest = rest[len(quoted):]
			if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(r) {
				return nil, fmt.Errorf("invalid quoted string in //%s:%s: %s", d.Tool, d.Name, quoted+rest)
			}
		} else {
			i := strings.IndexFunc(rest, unicode.IsSpace)
			if i < 0 {
				i = len(rest)
			}
			arg.Arg, rest = rest[:i], rest[i:]
		}
		args = append(args, arg)
	}
}

// IsGenerated reports whether a comment before the package clause says that the file was generated.
func IsGenerated(file *File) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() > file.Package {
				return false
			}
			if !strings.Contains(c.Text, "// Code generated ") {
				continue
			}
			for line := range strings.SplitSeq(c.Text, "\n") {
				rest, ok := strings.CutPrefix(line, "// Code generated ")
				if ok && strings.HasSuffix(rest, " DO NOT EDIT.") {
					return true
				}
			}
		}
	}
	return false
}
