package template

import (
	"fmt"
	"slices"
	"text/template/parse"
)

// A state is what the text at some place is part of.
type state uint8

const (
	stateText state = iota
	stateTag
	stateAttrName
	stateAfterName
	stateBeforeValue
	stateHTMLCmt
	stateRCDATA
	stateAttr
	stateURL
	stateSrcset
	stateJS
	stateJSDqStr
	stateJSSqStr
	stateJSTmplLit
	stateJSRegexp
	stateJSBlockCmt
	stateJSLineCmt
	stateJSHTMLOpenCmt
	stateJSHTMLCloseCmt
	stateCSS
	stateCSSDqStr
	stateCSSSqStr
	stateCSSDqURL
	stateCSSSqURL
	stateCSSURL
	stateCSSBlockCmt
	stateCSSLineCmt
	stateError
	stateMetaContent
	stateMetaContentURL
	stateDead // behind break and continue
)

var stateNames = [...]string{
	"Text", "Tag", "AttrName", "AfterName", "BeforeValue", "HTMLCmt", "RCDATA", "Attr", "URL", "Srcset",
	"JS", "JSDqStr", "JSSqStr", "JSTmplLit", "JSRegexp", "JSBlockCmt", "JSLineCmt", "JSHTMLOpenCmt", "JSHTMLCloseCmt",
	"CSS", "CSSDqStr", "CSSSqStr", "CSSDqURL", "CSSSqURL", "CSSURL", "CSSBlockCmt", "CSSLineCmt",
	"Error", "MetaContent", "MetaContentURL", "Dead",
}

func (s state) String() string { return "state" + stateNames[s] }

func (s state) isComment() bool {
	switch s {
	case stateHTMLCmt, stateJSBlockCmt, stateJSLineCmt, stateJSHTMLOpenCmt, stateJSHTMLCloseCmt, stateCSSBlockCmt, stateCSSLineCmt:
		return true
	}
	return false
}

func (s state) inTag() bool {
	switch s {
	case stateTag, stateAttrName, stateAfterName, stateBeforeValue, stateAttr:
		return true
	}
	return false
}

// inScriptLiteral reports whether the end of a script may stand here without being one.
func (s state) inScriptLiteral() bool {
	switch s {
	case stateJSDqStr, stateJSSqStr, stateJSTmplLit, stateJSRegexp:
		return true
	}
	return false
}

// A delim ends the value of an attribute.
type delim uint8

const (
	delimNone delim = iota
	delimDoubleQuote
	delimSingleQuote
	delimSpaceOrTagEnd
)

func (d delim) String() string {
	return "delim" + [...]string{"None", "DoubleQuote", "SingleQuote", "SpaceOrTagEnd"}[d]
}

// ends has the characters that are a delimiter.
var ends = [...]string{delimDoubleQuote: `"`, delimSingleQuote: "'", delimSpaceOrTagEnd: " \t\n\f\r>"}

// A urlPart is how much of a URL came before.
type urlPart uint8

const (
	urlPartNone urlPart = iota
	urlPartPreQuery
	urlPartQueryOrFrag
	urlPartUnknown
)

func (u urlPart) String() string {
	return "urlPart" + [...]string{"None", "PreQuery", "QueryOrFrag", "Unknown"}[u]
}

// A jsCtx is what a slash in a script means.
type jsCtx uint8

const (
	jsCtxRegexp jsCtx = iota
	jsCtxDivOp
	jsCtxUnknown
)

func (j jsCtx) String() string { return "jsCtx" + [...]string{"Regexp", "DivOp", "Unknown"}[j] }

// An element is one whose content is not HTML, or whose attributes are special.
type element uint8

const (
	elementNone element = iota
	elementScript
	elementStyle
	elementTextarea
	elementTitle
	elementMeta
)

var elementNames = [...]string{"None", "Script", "Style", "Textarea", "Title", "Meta"}

func (e element) String() string { return "element" + elementNames[e] }

// content has the state behind an element's start.
var content = [...]state{stateText, stateJS, stateCSS, stateRCDATA, stateRCDATA, stateText}

// An attr is a kind of attribute.
type attr uint8

const (
	attrNone attr = iota
	attrScript
	attrScriptType
	attrStyle
	attrURL
	attrSrcset
	attrMetaContent
)

func (a attr) String() string {
	return "attr" + [...]string{"None", "Script", "ScriptType", "Style", "URL", "Srcset", "MetaContent"}[a]
}

// values has the state in an attribute's value.
var values = [...]state{stateAttr, stateJS, stateAttr, stateCSS, stateURL, stateSrcset, stateMetaContent}

// A context is all that is known about a place in the output.
type context struct {
	state   state
	delim   delim
	urlPart urlPart
	jsCtx   jsCtx
	// braces has for each template literal around the open braces of its expression.
	braces  []int
	attr    attr
	element element
	n       parse.Node // the break or continue that was here
	err     *Error
}

func (c context) String() string {
	var err error
	if c.err != nil {
		err = c.err
	}
	return fmt.Sprintf("{%v %v %v %v %v %v %v %v}", c.state, c.delim, c.urlPart, c.jsCtx, c.braces, c.attr, c.element, err)
}

func (c context) eq(d context) bool {
	return c.state == d.state && c.delim == d.delim && c.urlPart == d.urlPart && c.jsCtx == d.jsCtx &&
		slices.Equal(c.braces, d.braces) && c.attr == d.attr && c.element == d.element && c.err == d.err
}

// mangle returns the name of the copy of a template that is for this context.
func (c context) mangle(name string) string {
	if c.state == stateText {
		return name
	}
	s := name + "$htmltemplate_" + c.state.String()
	if c.delim != delimNone {
		s += "_" + c.delim.String()
	}
	if c.urlPart != urlPartNone {
		s += "_" + c.urlPart.String()
	}
	if c.jsCtx != jsCtxRegexp {
		s += "_" + c.jsCtx.String()
	}
	if len(c.braces) > 0 {
		s += fmt.Sprintf("_jsBraceDepth(%v)", c.braces)
	}
	if c.attr != attrNone {
		s += "_" + c.attr.String()
	}
	if c.element != elementNone {
		s += "_" + c.element.String()
	}
	return s
}

// failed returns the context behind an error.
func failed(code ErrorCode, node parse.Node, line int, format string, args ...any) context {
	return context{state: stateError, err: &Error{code, node, "", line, fmt.Sprintf(format, args...)}}
}

// nudge moves on to where an action would write: `<a {{.}}` is a name, `<a b={{.}}` a value.
func (c context) nudge() context {
	switch c.state {
	case stateTag:
		c.state = stateAttrName
	case stateBeforeValue:
		c.state, c.delim, c.attr = values[c.attr], delimSpaceOrTagEnd, attrNone
	case stateAfterName:
		c.state, c.attr = stateAttrName, attrNone
	}
	return c
}

// join returns the context behind two branches of a node.
func join(a, b context, node parse.Node, name string) context {
	switch {
	case a.state == stateError || b.state == stateDead:
		return a
	case b.state == stateError || a.state == stateDead:
		return b
	case a.eq(b):
		return a
	}
	c := a
	c.urlPart = b.urlPart
	if c.eq(b) {
		c.urlPart = urlPartUnknown
		return c
	}
	c = a
	c.jsCtx = b.jsCtx
	if c.eq(b) {
		c.jsCtx = jsCtxUnknown
		return c
	}
	if c, d := a.nudge(), b.nudge(); !c.eq(a) || !d.eq(b) {
		if both := join(c, d, node, name); both.state != stateError {
			return both
		}
	}
	return failed(ErrBranchEnd, node, 0, "{{%s}} branches end in different contexts: %v, %v", name, a, b)
}
