// Package xml reads and writes XML 1.0 with name spaces.
package xml

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Header may start a document; nothing here writes it by itself.
const Header = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

const (
	xmlURL    = "http://www.w3.org/XML/1998/namespace"
	xmlPrefix = "xml"
	xmlns     = "xmlns"
)

// A SyntaxError is what is wrong with a document, and where.
type SyntaxError struct {
	Msg  string
	Line int
}

func (e *SyntaxError) Error() string {
	return "XML syntax error on line " + strconv.Itoa(e.Line) + ": " + e.Msg
}

// A Name has a name space, given by its URL.
type Name struct {
	Space, Local string
}

// An Attr is an attribute.
type Attr struct {
	Name  Name
	Value string
}

// A Token is a StartElement, EndElement, CharData, Comment, ProcInst or Directive.
type Token any

// A StartElement is <name attr="value">.
type StartElement struct {
	Name Name
	Attr []Attr
}

// Copy returns an element with attributes of its own.
func (e StartElement) Copy() StartElement {
	e.Attr = append(make([]Attr, 0, len(e.Attr)), e.Attr...)
	return e
}

// End returns the element's end.
func (e StartElement) End() EndElement { return EndElement{e.Name} }

// An EndElement is </name>.
type EndElement struct {
	Name Name
}

// CharData is text.
type CharData []byte

// Copy returns text of its own.
func (c CharData) Copy() CharData { return CharData(bytes.Clone(c)) }

// A Comment is <!--comment-->.
type Comment []byte

// Copy returns a comment of its own.
func (c Comment) Copy() Comment { return Comment(bytes.Clone(c)) }

// A ProcInst is <?target inst?>.
type ProcInst struct {
	Target string
	Inst   []byte
}

// Copy returns an instruction of its own.
func (p ProcInst) Copy() ProcInst {
	p.Inst = bytes.Clone(p.Inst)
	return p
}

// A Directive is <!text>.
type Directive []byte

// Copy returns a directive of its own.
func (d Directive) Copy() Directive { return Directive(bytes.Clone(d)) }

// CopyToken returns a token that stays as it is when the next one is read.
func CopyToken(t Token) Token {
	switch t := t.(type) {
	case CharData:
		return t.Copy()
	case Comment:
		return t.Copy()
	case Directive:
		return t.Copy()
	case ProcInst:
		return t.Copy()
	case StartElement:
		return t.Copy()
	}
	return t
}

// A TokenReader yields the tokens of a document, and io.EOF behind them.
type TokenReader interface {
	Token() (Token, error)
}

// isChar reports whether a document may contain r.
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= 0x10ffff
}

// isNameByte reports whether an ASCII character may be in a name.
func isNameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == ':' || c == '.' || c == '-'
}

// Beyond ASCII: what may start a name, and what else may be in it (XML 1.0, fifth edition, 2.3).
var (
	nameStarts = [][2]rune{
		{0xc0, 0xd6}, {0xd8, 0xf6}, {0xf8, 0x2ff}, {0x370, 0x37d}, {0x37f, 0x1fff}, {0x200c, 0x200d},
		{0x2070, 0x218f}, {0x2c00, 0x2fef}, {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff},
	}
	nameParts = [][2]rune{{0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}}
)

func within(r rune, ranges [][2]rune) bool {
	for _, pair := range ranges {
		if pair[0] <= r && r <= pair[1] {
			return true
		}
	}
	return false
}

// isName reports whether s is a name.
func isName(s string) bool {
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			return false
		case r < utf8.RuneSelf:
			if !isNameByte(byte(r)) || i == 0 && (r == '-' || r == '.' || '0' <= r && r <= '9') {
				return false
			}
		case !within(r, nameStarts) && (i == 0 || !within(r, nameParts)):
			return false
		}
	}
	return s != ""
}

// declared returns a parameter of the XML declaration.
func declared(param, inst string) string {
	for {
		i := strings.Index(inst, param)
		if i < 0 {
			return ""
		}
		before := i == 0 || strings.IndexByte(" \t\r\n", inst[i-1]) >= 0
		inst = inst[i+len(param):]
		if !before || !strings.HasPrefix(inst, "=") {
			continue
		}
		quoted := inst[1:]
		if quoted == "" || quoted[0] != '\'' && quoted[0] != '"' {
			return ""
		}
		value, _, ok := strings.Cut(quoted[1:], quoted[:1])
		if !ok {
			return ""
		}
		return value
	}
}
