package template

import (
	"html"
	"strings"
)

// next returns the context behind some of the text, and how much that is.
func (c context) next(s string) (context, int) {
	switch c.state {
	case stateText:
		return c.text(s)
	case stateTag:
		return c.tag(s)
	case stateAttrName:
		i, err := attrName(s, 0)
		if err != nil {
			return *err, len(s)
		}
		if i < len(s) {
			c.state = stateAfterName
		}
		return c, i
	case stateAfterName:
		i := spaces(s, 0)
		switch {
		case i == len(s):
		case s[i] == '=':
			c.state = stateBeforeValue
			i++
		default:
			c.state = stateTag
		}
		return c, i
	case stateBeforeValue:
		return c.beforeValue(s)
	case stateHTMLCmt:
		if i := strings.Index(s, "-->"); i >= 0 {
			return context{}, i + 3
		}
	case stateRCDATA, stateAttr, stateError, stateDead:
	case stateURL, stateSrcset:
		return c.url(s), len(s)
	case stateMetaContent:
		const key = "url="
		for i := 0; i+len(key) <= len(s); i++ {
			if strings.EqualFold(s[i:i+len(key)], key) {
				c.state = stateMetaContentURL
				return c, i + len(key)
			}
		}
	case stateMetaContentURL:
		if i := strings.IndexByte(s, ';'); i >= 0 {
			c.state = stateMetaContent
			return c, i + 1
		}
	case stateJS:
		return c.script(s)
	case stateJSDqStr:
		return c.scriptLiteral(s, `\"`)
	case stateJSSqStr:
		return c.scriptLiteral(s, `\'`)
	case stateJSRegexp:
		return c.scriptLiteral(s, `\/[]`)
	case stateJSTmplLit:
		return c.templateLiteral(s)
	case stateJSBlockCmt, stateCSSBlockCmt:
		if i := strings.Index(s, "*/"); i >= 0 {
			c.state = c.aroundComment()
			return c, i + 2
		}
	case stateJSLineCmt, stateJSHTMLOpenCmt, stateJSHTMLCloseCmt, stateCSSLineCmt:
		newlines := "\n\r\u2028\u2029"
		if c.state == stateCSSLineCmt {
			newlines = "\n\f\r"
		}
		if i := strings.IndexAny(s, newlines); i >= 0 {
			c.state = c.aroundComment()
			return c, i
		}
	case stateCSS:
		return c.style(s)
	case stateCSSDqStr, stateCSSDqURL:
		return c.styleString(s, `\"`)
	case stateCSSSqStr, stateCSSSqURL:
		return c.styleString(s, `\'`)
	case stateCSSURL:
		return c.styleString(s, "\\\t\n\f\r )")
	}
	return c, len(s)
}

func (c context) aroundComment() state {
	if c.state == stateCSSBlockCmt || c.state == stateCSSLineCmt {
		return stateCSS
	}
	return stateJS
}

// after is next, but mind the ends of attributes and of elements whose content is not HTML.
func (c context) after(s string) (context, int) {
	if c.delim == delimNone {
		n := c.elementEnd(s)
		if n == 0 {
			return context{}, 0
		}
		return c.next(s[:n])
	}
	i := strings.IndexAny(s, ends[c.delim])
	if i < 0 {
		i = len(s)
	}
	if c.delim == delimSpaceOrTagEnd {
		if j := strings.IndexAny(s[:i], "\"'<=`"); j >= 0 {
			return failed(ErrBadHTML, nil, 0, "%q in unquoted attr: %q", s[j:j+1], s[:i]), len(s)
		}
	}
	if i == len(s) {
		for rest := html.UnescapeString(s); rest != ""; {
			d, n := c.next(rest)
			c, rest = d, rest[n:]
		}
		return c, len(s)
	}
	behind := context{state: stateTag, element: c.element}
	if c.state == stateAttr && c.element == elementScript && c.attr == attrScriptType && !isJSType(s[:i]) {
		behind.element = elementNone
	}
	if c.delim != delimSpaceOrTagEnd {
		i++
	}
	return behind, i
}

// elementEnd returns where the end of a special element starts.
func (c context) elementEnd(s string) int {
	if c.element == elementNone || c.element == elementScript && (c.state.inScriptLiteral() || c.state.isComment()) {
		return len(s)
	}
	mark := "</"
	if c.element != elementMeta {
		mark += elementNames[c.element]
	}
	for i := 0; i+len(mark) < len(s); i++ {
		if strings.EqualFold(s[i:i+len(mark)], mark) && strings.IndexByte("> \t\n\f/", s[i+len(mark)]) >= 0 {
			return i
		}
	}
	return len(s)
}

func (c context) text(s string) (context, int) {
	for k := 0; ; {
		i := strings.IndexByte(s[k:], '<')
		if i < 0 || k+i+1 == len(s) {
			return c, len(s)
		}
		i += k
		if strings.HasPrefix(s[i:], "<!--") {
			return context{state: stateHTMLCmt}, i + 4
		}
		i++
		end := s[i] == '/'
		if end {
			i++
		}
		j, e := tagName(s, i)
		if end {
			e = elementNone
		}
		if j > i {
			return context{state: stateTag, element: e}, j
		}
		if j == len(s) {
			return c, len(s)
		}
		k = j
	}
}

func (c context) tag(s string) (context, int) {
	i := spaces(s, 0)
	if i == len(s) {
		return c, len(s)
	}
	if s[i] == '>' {
		if content[c.element] == stateText {
			return context{}, i + 1
		}
		return context{state: content[c.element], element: c.element}, i + 1
	}
	j, err := attrName(s, i)
	if err != nil {
		return *err, len(s)
	}
	if i == j {
		return failed(ErrBadHTML, nil, 0, "expected space, attr name, or end of tag, but got %q", s[i:]), len(s)
	}
	d := context{state: stateAfterName, element: c.element}
	if j == len(s) {
		d.state = stateAttrName
	}
	name := strings.ToLower(s[i:j])
	switch {
	case c.element == elementScript && name == "type":
		d.attr = attrScriptType
	case c.element == elementMeta && name == "content":
		d.attr = attrMetaContent
	default:
		switch attrKind(name) {
		case isURL:
			d.attr = attrURL
		case isCSS:
			d.attr = attrStyle
		case isJS:
			d.attr = attrScript
		case isSrcset:
			d.attr = attrSrcset
		}
	}
	return d, j
}

func (c context) beforeValue(s string) (context, int) {
	i := spaces(s, 0)
	if i == len(s) {
		return c, len(s)
	}
	c.delim = delimSpaceOrTagEnd
	switch s[i] {
	case '\'':
		c.delim = delimSingleQuote
		i++
	case '"':
		c.delim = delimDoubleQuote
		i++
	}
	c.state = values[c.attr]
	return c, i
}

// url notes which part of a URL follows.
func (c context) url(s string) context {
	if strings.ContainsAny(s, "#?") {
		c.urlPart = urlPartQueryOrFrag
	} else if spaces(s, 0) < len(s) && c.urlPart == urlPartNone {
		c.urlPart = urlPartPreQuery
	}
	return c
}

func (c context) script(s string) (context, int) {
	i := scriptSpecial(s)
	if i == len(s) {
		c.jsCtx = slashMeans(s, c.jsCtx)
		return c, len(s)
	}
	c.jsCtx = slashMeans(s[:i], c.jsCtx)
	rest := s[i:]
	literal := func(st state) (context, int) {
		c.state, c.jsCtx = st, jsCtxRegexp
		return c, i + 1
	}
	switch {
	case rest[0] == '"':
		return literal(stateJSDqStr)
	case rest[0] == '\'':
		return literal(stateJSSqStr)
	case rest[0] == '`':
		return literal(stateJSTmplLit)
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#!"):
		c.state = stateJSLineCmt
		return c, i + 2
	case strings.HasPrefix(rest, "/*"):
		c.state = stateJSBlockCmt
		return c, i + 2
	case rest[0] == '/':
		switch c.jsCtx {
		case jsCtxRegexp:
			c.state = stateJSRegexp
		case jsCtxDivOp:
			c.jsCtx = jsCtxRegexp
		default:
			return failed(ErrSlashAmbig, nil, 0, "'/' could start a division or regexp: %.32q", rest), len(s)
		}
		return c, i + 1
	case strings.HasPrefix(rest, "<!--"):
		c.state = stateJSHTMLOpenCmt
		return c, i + 4
	case strings.HasPrefix(rest, "-->"):
		c.state = stateJSHTMLCloseCmt
		return c, i + 3
	}
	// As Go has it, these operators change nothing about slashes.
	if rest[0] == '<' || rest[0] == '-' {
		return c, i + 1
	}
	c.jsCtx = jsCtxRegexp
	if len(c.braces) == 0 {
		return c, i + 1
	}
	// Braces matter in a template literal only.
	n := len(c.braces)
	c.braces = append([]int(nil), c.braces...)
	if rest[0] == '{' {
		c.braces[n-1]++
	} else if c.braces[n-1]--; c.braces[n-1] < 0 {
		c.braces = c.braces[:n-1]
		c.state = stateJSTmplLit
	}
	return c, i + 1
}

// scriptSpecial returns where something starts that is not a part of a word or an operator.
func scriptSpecial(s string) int {
	for i := range len(s) {
		switch s[i] {
		case '"', '`', '\'', '/', '{', '}', '<', '-':
			return i
		case '#':
			if strings.HasPrefix(s[i:], "#!") {
				return i
			}
		}
	}
	return len(s)
}

const unfinishedScript = "unfinished escape sequence in JS string: %q"

func (c context) templateLiteral(s string) (context, int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i == len(s) {
				return failed(ErrPartialEscape, nil, 0, unfinishedScript, s), len(s)
			}
		case '$':
			if strings.HasPrefix(s[i:], "${") {
				c.braces = append(append([]int(nil), c.braces...), 0)
				c.state = stateJS
				return c, i + 2
			}
		case '`':
			c.state = stateJS
			return c, i + 1
		}
	}
	return c, len(s)
}

// scriptLiteral reads a string or a regular expression.
func (c context) scriptLiteral(s, special string) (context, int) {
	inSet := false
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(special, s[i]) < 0 {
			continue
		}
		switch s[i] {
		case '\\':
			if i++; i == len(s) {
				return failed(ErrPartialEscape, nil, 0, unfinishedScript, s), len(s)
			}
		case '[':
			inSet = true
		case ']':
			inSet = false
		default:
			// The end of a script will be escaped.
			const end = "</script"
			if s[i] == '/' && i > 0 && i-1+len(end) <= len(s) && strings.EqualFold(s[i-1:i-1+len(end)], end) {
				i++
			} else if !inSet {
				c.state, c.jsCtx = stateJS, jsCtxDivOp
				return c, i + 1
			}
		}
	}
	if inSet {
		return failed(ErrPartialCharset, nil, 0, "unfinished JS regexp charset: %q", s), len(s)
	}
	return c, len(s)
}

func (c context) style(s string) (context, int) {
	const space = "\t\n\f\r "
	for i := range len(s) {
		switch s[i] {
		case '(':
			if !endsInKeyword(strings.TrimRight(s[:i], space), "url") {
				continue
			}
			j := len(s) - len(strings.TrimLeft(s[i+1:], space))
			c.state = stateCSSURL
			if j < len(s) && s[j] == '"' {
				c.state = stateCSSDqURL
				j++
			} else if j < len(s) && s[j] == '\'' {
				c.state = stateCSSSqURL
				j++
			}
			return c, j
		case '/':
			if strings.HasPrefix(s[i:], "//") {
				c.state = stateCSSLineCmt
				return c, i + 2
			}
			if strings.HasPrefix(s[i:], "/*") {
				c.state = stateCSSBlockCmt
				return c, i + 2
			}
		case '"':
			c.state = stateCSSDqStr
			return c, i + 1
		case '\'':
			c.state = stateCSSSqStr
			return c, i + 1
		}
	}
	return c, len(s)
}

// styleString reads a string or URL up to one of the special characters.
func (c context) styleString(s, special string) (context, int) {
	for k := 0; ; {
		i := strings.IndexAny(s[k:], special)
		if i < 0 {
			return c.url(decodeCSS(s[k:])), len(s)
		}
		i += k
		if s[i] != '\\' {
			c.state = stateCSS
			return c, i + 1
		}
		if i++; i == len(s) {
			return failed(ErrPartialEscape, nil, 0, "unfinished escape sequence in CSS string: %q", s), len(s)
		}
		c = c.url(decodeCSS(s[:i+1]))
		k = i + 1
	}
}

// attrName returns where an attribute's name ends.
func attrName(s string, i int) (int, *context) {
	for j := i; j < len(s); j++ {
		switch s[j] {
		case ' ', '\t', '\n', '\f', '\r', '=', '>':
			return j, nil
		case '\'', '"', '<':
			err := failed(ErrBadHTML, nil, 0, "%q in attribute name: %.32q", s[j:j+1], s)
			return -1, &err
		}
	}
	return len(s), nil
}

func isAlpha(c byte) bool    { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isAlphaNum(c byte) bool { return isAlpha(c) || '0' <= c && c <= '9' }

// tagName returns where an element's name ends, and the element if it is special.
func tagName(s string, i int) (int, element) {
	if i == len(s) || !isAlpha(s[i]) {
		return i, elementNone
	}
	j := i + 1
	for j < len(s) {
		if isAlphaNum(s[j]) {
			j++
		} else if (s[j] == ':' || s[j] == '-') && j+1 < len(s) && isAlphaNum(s[j+1]) {
			j += 2
		} else {
			break
		}
	}
	for e, name := range elementNames[1:] {
		if strings.EqualFold(s[i:j], name) {
			return j, element(e + 1)
		}
	}
	return j, elementNone
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

// spaces returns where white space ends.
func spaces(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}
