package template

import (
	"fmt"
	"strings"
)

var (
	htmlTable = table{
		0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
	}
	// Text that is HTML already has its ampersands.
	normTable = htmlTable.with(table{'&': ""})
	// Without quotes, space ends a value.
	nospaceTable = htmlTable.with(table{
		0: "&#xfffd;", '\t': "&#9;", '\n': "&#10;", '\v': "&#11;", '\f': "&#12;", '\r': "&#13;", ' ': "&#32;",
		'=': "&#61;", '`': "&#96;",
	})
	nospaceNormTable = nospaceTable.with(table{'&': ""})
)

// replace writes s with what the table has; unless strange is set, characters that some browsers
// misread are written as numbers.
func (t table) replace(s string, strange bool) string {
	var b strings.Builder
	start := 0
	for i, r := range s {
		to, ok := t[r]
		if !ok {
			if strange || !(0xfdd0 <= r && r <= 0xfdef || 0xfff0 <= r && r <= 0xffff) || r == 0xfffd && !strings.HasPrefix(s[i:], "\ufffd") {
				continue
			}
			to = fmt.Sprintf("&#x%x;", r)
		}
		b.WriteString(s[start:i])
		b.WriteString(to)
		start = i + len(string(r))
	}
	if start == 0 {
		return s
	}
	b.WriteString(s[start:])
	return b.String()
}

// htmlEscaper and the others make text safe in HTML, in a quoted and in an unquoted attribute, and
// in elements without elements.
func htmlEscaper(args ...any) string {
	s, t := stringify(args...)
	if t == isHTML {
		return s
	}
	return htmlTable.replace(s, true)
}
func attrEscaper(args ...any) string {
	s, t := stringify(args...)
	if t == isHTML {
		return normTable.replace(stripTags(s), true)
	}
	return htmlTable.replace(s, true)
}
func htmlNospaceEscaper(args ...any) string {
	s, t := stringify(args...)
	switch {
	case s == "":
		return failsafe
	case t == isHTML:
		return nospaceNormTable.replace(stripTags(s), false)
	}
	return nospaceTable.replace(s, false)
}
func rcdataEscaper(args ...any) string {
	s, t := stringify(args...)
	if t == isHTML {
		return normTable.replace(s, true)
	}
	return htmlTable.replace(s, true)
}

// commentEscaper leaves everything out.
func commentEscaper(args ...any) string { return "" }

// htmlNameFilter lets names of harmless attributes pass.
func htmlNameFilter(args ...any) string {
	s, t := stringify(args...)
	if t == isHTMLAttr {
		return s
	}
	s = strings.ToLower(s)
	if s == "" || attrKind(s) != plain {
		return failsafe
	}
	for i := range len(s) {
		if !isAlphaNum(s[i]) {
			return failsafe
		}
	}
	return s
}

// stripTags leaves the text of HTML.
func stripTags(s string) string {
	var b strings.Builder
	c, i, onlyText := context{}, 0, true
	for i < len(s) {
		if c.delim == delimNone {
			from := c
			if c.element != elementNone && !c.state.inTag() {
				from.state = stateRCDATA
			}
			d, n := from.next(s[i:])
			if c.element != elementNone && !c.state.inTag() {
				// Up to the element's end.
				if n = c.elementEnd(s[i:]); n == 0 {
					d, n = context{}.next(s[i:])
				}
			}
			if c.state == stateText || c.state == stateRCDATA {
				end := i + n
				if d.state != c.state {
					if j := strings.LastIndexByte(s[i:end], '<'); j >= 0 {
						end = i + j
					}
				}
				b.WriteString(s[i:end])
			} else {
				onlyText = false
			}
			c, i = d, i+n
			continue
		}
		n := strings.IndexAny(s[i:], ends[c.delim])
		if n < 0 {
			break
		}
		if c.delim != delimSpaceOrTagEnd {
			n++
		}
		c, i = context{state: stateTag, element: c.element}, i+n
	}
	if onlyText {
		return s
	}
	if c.state == stateText || c.state == stateRCDATA {
		b.WriteString(s[i:])
	}
	return b.String()
}
