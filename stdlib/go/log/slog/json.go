package slog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
)

// JSONHandler writes records as JSON objects.
type JSONHandler struct{ c *common }

// NewJSONHandler returns a handler that writes to w.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

// Enabled reports whether records of a level are written.
func (h *JSONHandler) Enabled(_ context.Context, l Level) bool { return h.c.enabled(l) }

// WithAttrs returns a handler that adds attributes.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler {
	if len(attrs) == 0 {
		return h
	}
	return &JSONHandler{h.c.with(scope{attrs: attrs})}
}

// WithGroup returns a handler that puts attributes into a group.
func (h *JSONHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &JSONHandler{h.c.with(scope{group: name})}
}

// Handle writes a record as one line.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.c.handle(r) }

func (l *line) jsonValue(v Value) {
	start := len(l.out)
	defer l.recovered(start, v)
	switch v.kind {
	case KindString:
		l.out = appendJSONString(l.out, v.any.(string))
	case KindInt64:
		l.out = strconv.AppendInt(l.out, v.Int64(), 10)
	case KindUint64:
		l.out = strconv.AppendUint(l.out, v.Uint64(), 10)
	case KindFloat64:
		l.json(v.Float64())
	case KindBool:
		l.out = strconv.AppendBool(l.out, v.Bool())
	case KindDuration:
		l.out = strconv.AppendInt(l.out, int64(v.Duration()), 10)
	case KindTime:
		l.jsonTime(v.Time())
	default:
		_, marshals := v.any.(json.Marshaler)
		if err, ok := v.any.(error); ok && !marshals {
			l.out = appendJSONString(l.out, err.Error())
			return
		}
		l.json(v.any)
	}
}

func (l *line) jsonTime(t time.Time) {
	if y := t.Year(); y < 0 || y >= 10000 {
		l.out = appendJSONString(l.out, "!ERROR:time.Time year outside of range [0,9999]")
		return
	}
	l.out = append(l.out, '"')
	l.out = t.AppendFormat(l.out, time.RFC3339Nano)
	l.out = append(l.out, '"')
}

// json appends what package json makes of a value.
func (l *line) json(v any) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		l.out = appendJSONString(l.out, fmt.Sprintf("!ERROR:%v", err))
		return
	}
	l.out = append(l.out, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

func appendJSONString(out []byte, s string) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.Encode(s)
	return append(out, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}
