package template

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	jsStrTable = controls().with(table{
		'\t': `\t`, '\n': `\n`, '\v': `\u000b`, '\f': `\f`, '\r': `\r`,
		// Quotes and what could end a script or an attribute are numbers.
		'"': `\u0022`, '`': `\u0060`, '&': `\u0026`, '\'': `\u0027`, '+': `\u002b`, '/': `\/`, '<': `\u003c`,
		'>': `\u003e`, '\\': `\\`, 0x2028: `\u2028`, 0x2029: `\u2029`,
	})
	jsStrNormTable  = jsStrTable.with(table{'\\': ""})
	jsTmplLitTable  = jsStrTable.with(table{'$': `\u0024`, '{': `\u007b`, '}': `\u007d`})
	jsRegexpTable   = jsStrTable.with(table{'`': "", '$': `\$`, '(': `\(`, ')': `\)`, '*': `\*`, '-': `\-`, '.': `\.`, '?': `\?`, '[': `\[`, ']': `\]`, '^': `\^`, '{': `\{`, '|': `\|`, '}': `\}`})
	scriptTag       = regexp.MustCompile(`(?i)<(script|/script|!--)`)
	beforeRegexp    = keywords("break case continue delete do else finally in instanceof return throw try typeof void yield")
	javaScriptTypes = keywords(`application/ecmascript application/javascript application/json application/ld+json
		application/x-ecmascript application/x-javascript module text/ecmascript text/javascript
		text/javascript1.0 text/javascript1.1 text/javascript1.2 text/javascript1.3 text/javascript1.4
		text/javascript1.5 text/jscript text/livescript text/x-ecmascript text/x-javascript`)
)

// controls has the control characters as numbers.
func controls() table {
	t := table{}
	for r := range ' ' {
		t[r] = fmt.Sprintf(`\u%04x`, r)
	}
	return t
}

func keywords(list string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(list) {
		m[word] = true
	}
	return m
}

// hideScriptTags writes what could start or end a script in another way.
func hideScriptTags(s string) string { return scriptTag.ReplaceAllString(s, `\x3C$1`) }

// isJSType reports whether a script of this type is JavaScript.
func isJSType(s string) bool {
	s, _, _ = strings.Cut(s, ";")
	return javaScriptTypes[strings.TrimSpace(strings.ToLower(s))]
}

func isJSIdent(c rune) bool {
	return c == '$' || c == '_' || c < utf8.RuneSelf && isAlphaNum(byte(c))
}

// slashMeans returns what a slash behind s means; before is what it means in front of it.
func slashMeans(s string, before jsCtx) jsCtx {
	const space = "\f\n\r\t\v \u00a0\u2028\u2029\ufeff"
	s = strings.TrimRight(s, space)
	if s == "" {
		return before
	}
	switch c := s[len(s)-1]; c {
	case '+', '-':
		// Of a row, pairs are operators behind a value.
		if row := len(s) - len(strings.TrimRight(s, string(c))); row%2 == 0 {
			return jsCtxDivOp
		}
		return jsCtxRegexp
	case '.':
		if len(s) > 1 && '0' <= s[len(s)-2] && s[len(s)-2] <= '9' {
			return jsCtxDivOp
		}
		return jsCtxRegexp
	case ',', '<', '>', '=', '*', '%', '&', '|', '^', '?', '!', '~', '(', '[', ':', ';', '{', '}':
		return jsCtxRegexp
	}
	word := strings.TrimRightFunc(s, isJSIdent)
	if beforeRegexp[s[len(word):]] && !strings.HasSuffix(word, "#") && !strings.HasSuffix(strings.TrimRight(word, space), ".") {
		return jsCtxRegexp
	}
	return jsCtxDivOp
}

// jsValEscaper makes a value of a script.
func jsValEscaper(args ...any) string {
	var a any
	if len(args) == 1 {
		a = indirect(args[0], marshalerType, stringerType)
		switch t := a.(type) {
		case JS:
			return string(t)
		case JSStr:
			return `"` + string(t) + `"`
		case json.Marshaler:
		case fmt.Stringer:
			a = t.String()
		}
	} else {
		values := make([]any, len(args))
		for i, arg := range args {
			values[i] = indirect(arg, marshalerType, stringerType)
		}
		a = fmt.Sprint(values...)
	}
	b, err := json.Marshal(a)
	if err != nil {
		// The text may come from anybody's method.
		text := strings.ReplaceAll(err.Error(), "*/", "* /")
		return " /* " + hideScriptTags(text) + " */null "
	}
	if len(b) == 0 {
		return " null "
	}
	s := strings.ReplaceAll(strings.ReplaceAll(string(b), "\u2028", `\u2028`), "\u2029", `\u2029`)
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if isJSIdent(first) || isJSIdent(last) {
		s = " " + s + " "
	}
	return s
}

// jsStrEscaper, jsTmplLitEscaper and jsRegexpEscaper make parts of literals.
func jsStrEscaper(args ...any) string {
	s, t := stringify(args...)
	if t == isJSStr {
		return jsStrNormTable.replace(s, true)
	}
	return jsStrTable.replace(s, true)
}
func jsTmplLitEscaper(args ...any) string {
	s, _ := stringify(args...)
	return jsTmplLitTable.replace(s, true)
}
func jsRegexpEscaper(args ...any) string {
	s, _ := stringify(args...)
	if s == "" {
		// Two slashes would be a comment.
		return "(?:)"
	}
	return jsRegexpTable.replace(s, true)
}
