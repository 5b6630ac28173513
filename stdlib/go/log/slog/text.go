package slog

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// TextHandler writes records as key=value pairs.
type TextHandler struct{ c *common }

// NewTextHandler returns a handler that writes to w.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

// Enabled reports whether records of a level are written.
func (h *TextHandler) Enabled(_ context.Context, l Level) bool { return h.c.enabled(l) }

// WithAttrs returns a handler that adds attributes.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler {
	if len(attrs) == 0 {
		return h
	}
	return &TextHandler{h.c.with(scope{attrs: attrs})}
}

// WithGroup returns a handler that puts attributes into a group.
func (h *TextHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &TextHandler{h.c.with(scope{group: name})}
}

// Handle writes a record as one line.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.c.handle(r) }

func (l *line) textValue(v Value) {
	start := len(l.out)
	defer l.recovered(start, v)
	switch v.kind {
	case KindString:
		l.out = appendText(l.out, v.any.(string))
	case KindTime:
		l.out = appendMillis(l.out, v.Time())
	case KindAny:
		switch x := v.any.(type) {
		case encoding.TextMarshaler:
			b, err := x.MarshalText()
			if err != nil {
				l.out = appendText(l.out, "!ERROR:"+err.Error())
				return
			}
			l.out = appendText(l.out, string(b))
		case []byte:
			l.out = strconv.AppendQuote(l.out, string(x))
		default:
			rv := reflect.ValueOf(x)
			if rv.Kind() == reflect.Slice && rv.Type().Elem().Kind() == reflect.Uint8 {
				l.out = strconv.AppendQuote(l.out, string(rv.Bytes()))
				return
			}
			l.out = appendText(l.out, fmt.Sprintf("%+v", x))
		}
	default:
		l.out = v.append(l.out)
	}
}

// recovered puts a method's panic in place of the value.
func (l *line) recovered(start int, v Value) {
	r := recover()
	if r == nil {
		return
	}
	l.out = l.out[:start]
	text := fmt.Sprintf("!PANIC: %v", r)
	if rv := reflect.ValueOf(v.any); rv.Kind() == reflect.Pointer && rv.IsNil() {
		text = "<nil>"
	}
	if l.h.json {
		l.out = appendJSONString(l.out, text)
	} else {
		l.out = appendText(l.out, text)
	}
}

// appendText appends a string, in quotes if they are needed.
func appendText(out []byte, s string) []byte {
	if needsQuotes(s) {
		return strconv.AppendQuote(out, s)
	}
	return append(out, s...)
}

func needsQuotes(s string) bool {
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r <= ' ' || r == '"' || r == '=' || r == 0x7F {
				return true
			}
			continue
		}
		if _, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 || unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return true
		}
	}
	return s == ""
}
