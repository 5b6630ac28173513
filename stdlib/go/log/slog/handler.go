package slog

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A Handler takes records.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// HandlerOptions are the options of a TextHandler or JSONHandler.
type HandlerOptions struct {
	AddSource   bool
	Level       Leveler
	ReplaceAttr func(groups []string, a Attr) Attr
}

// Keys of what every record has.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// scope is attributes or the start of a group that a handler adds to all records.
type scope struct {
	group string
	attrs []Attr
}

// common is what the handlers of this package share.
type common struct {
	json   bool
	opts   HandlerOptions
	scopes []scope
	mu     *sync.Mutex
	w      io.Writer
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) *common {
	if opts == nil {
		opts = &HandlerOptions{}
	}
	return &common{json: json, opts: *opts, mu: new(sync.Mutex), w: w}
}

func (h *common) enabled(l Level) bool {
	least := LevelInfo
	if h.opts.Level != nil {
		least = h.opts.Level.Level()
	}
	return l >= least
}

func (h *common) with(s scope) *common {
	c := *h
	c.scopes = append(slices.Clip(h.scopes), s)
	return &c
}

// attrs returns a record's attributes inside the handler's groups; groups without any are dropped.
func (h *common) attrs(r Record) []Attr {
	attrs := r.attrs
	for _, s := range slices.Backward(h.scopes) {
		switch {
		case s.group == "":
			attrs = append(slices.Clip(s.attrs), attrs...)
		case len(attrs) > 0:
			attrs = []Attr{{s.group, Value{kind: KindGroup, any: attrs}}}
		}
	}
	return attrs
}

func (h *common) handle(r Record) error {
	l := &line{h: h}
	if h.json {
		l.out = append(l.out, '{')
	}
	if !r.Time.IsZero() {
		l.builtin(Time(TimeKey, r.Time))
	}
	l.builtin(Any(LevelKey, r.Level))
	if h.opts.AddSource {
		src := r.Source()
		if src == nil {
			src = &Source{}
		}
		l.builtin(Any(SourceKey, src))
	}
	l.builtin(String(MessageKey, r.Message))
	for _, a := range h.attrs(r) {
		l.attr(a)
	}
	if h.json {
		l.out = append(l.out, '}')
	}
	l.out = append(l.out, '\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(l.out)
	return err
}

// line is a record that is being formatted.
type line struct {
	h      *common
	out    []byte
	prefix string   // of keys, in text
	groups []string // that are open
	comma  bool     // something is in front
}

// builtin formats an attribute that every record has.
func (l *line) builtin(a Attr) {
	if l.h.opts.ReplaceAttr == nil {
		l.format(a)
		return
	}
	a.Value = a.Value.Resolve()
	l.attr(a)
}

func (l *line) attr(a Attr) bool {
	a.Value = a.Value.Resolve()
	if f := l.h.opts.ReplaceAttr; f != nil && a.Value.kind != KindGroup {
		a = f(slices.Clone(l.groups), a)
		a.Value = a.Value.Resolve()
	}
	if a.isEmpty() {
		return false
	}
	return l.format(a)
}

// format reports whether it wrote anything.
func (l *line) format(a Attr) bool {
	if src, ok := a.Value.any.(*Source); ok && a.Value.kind == KindAny {
		if *src == (Source{}) {
			return false
		}
		if l.h.json {
			a.Value = src.group()
		} else {
			a.Value = StringValue(src.File + ":" + strconv.Itoa(src.Line))
		}
	}
	if a.Value.kind == KindGroup {
		return l.group(a.Key, a.Value.Group())
	}
	l.key(a.Key)
	if l.h.json {
		l.jsonValue(a.Value)
	} else {
		l.textValue(a.Value)
	}
	l.comma = true
	return true
}

func (l *line) group(name string, attrs []Attr) bool {
	start, comma, prefix := len(l.out), l.comma, l.prefix
	if name != "" {
		if l.h.json {
			l.key(name)
			l.out = append(l.out, '{')
			l.comma = false
		}
		l.prefix += name + "."
		l.groups = append(l.groups, name)
	}
	wrote := false
	for _, a := range attrs {
		if l.attr(a) {
			wrote = true
		}
	}
	if name != "" {
		l.prefix = prefix
		l.groups = l.groups[:len(l.groups)-1]
		if l.h.json {
			l.out = append(l.out, '}')
			l.comma = true
		}
	}
	if !wrote {
		l.out, l.comma = l.out[:start], comma
	}
	return wrote
}

func (l *line) key(key string) {
	if l.h.json {
		if l.comma {
			l.out = append(l.out, ',')
		}
		l.out = appendJSONString(l.out, key)
		l.out = append(l.out, ':')
		return
	}
	if l.comma {
		l.out = append(l.out, ' ')
	}
	l.out = appendText(l.out, l.prefix+key)
	l.out = append(l.out, '=')
}

// defaultHandler writes to package log.
type defaultHandler struct {
	common *common
	output func(pc uintptr, text []byte) error
}

func (*defaultHandler) Enabled(_ context.Context, l Level) bool { return l >= logLoggerLevel.Level() }

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	l := &line{h: h.common}
	l.out = append(l.out, r.Level.String()+" "+r.Message...)
	l.comma = true
	for _, a := range h.common.attrs(r) {
		l.attr(a)
	}
	return h.output(r.PC, l.out)
}

func (h *defaultHandler) WithAttrs(attrs []Attr) Handler {
	return &defaultHandler{h.common.with(scope{attrs: attrs}), h.output}
}

func (h *defaultHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &defaultHandler{h.common.with(scope{group: name}), h.output}
}

// DiscardHandler drops all records.
var DiscardHandler Handler = discard{}

type discard struct{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs([]Attr) Handler           { return d }
func (d discard) WithGroup(string) Handler           { return d }

// MultiHandler passes records on to several handlers.
type MultiHandler struct{ list []Handler }

// NewMultiHandler returns a handler that passes records on.
func NewMultiHandler(handlers ...Handler) *MultiHandler {
	return &MultiHandler{slices.Clone(handlers)}
}

// Enabled reports whether any of the handlers is.
func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	return slices.ContainsFunc(h.list, func(h Handler) bool { return h.Enabled(ctx, l) })
}

// Handle passes a record on to the handlers that are enabled.
func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, h := range h.list {
		if h.Enabled(ctx, r.Level) {
			if err := h.Handle(ctx, r.Clone()); err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

func (h *MultiHandler) each(f func(Handler) Handler) Handler {
	c := &MultiHandler{}
	for _, h := range h.list {
		c.list = append(c.list, f(h))
	}
	return c
}

// WithAttrs returns handlers that add attributes.
func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(h Handler) Handler { return h.WithAttrs(attrs) })
}

// WithGroup returns handlers that put attributes into a group.
func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(h Handler) Handler { return h.WithGroup(name) })
}

// appendMillis appends a time as RFC 3339 has it, with milliseconds.
func appendMillis(out []byte, t time.Time) []byte {
	return t.AppendFormat(out, "2006-01-02T15:04:05.000Z07:00")
}
