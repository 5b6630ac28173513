package http

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A ServeMux hands requests to the handlers of the patterns that match them best.
type ServeMux struct {
	mu       sync.RWMutex
	patterns []*pattern
}

// DefaultServeMux is the one of Handle and HandleFunc.
var DefaultServeMux = &ServeMux{}

// NewServeMux makes one.
func NewServeMux() *ServeMux { return &ServeMux{} }

// Handle registers a handler with DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.register(pattern, handler) }

// HandleFunc registers a function with DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	DefaultServeMux.register(pattern, asHandler(handler))
}

// Handle registers a handler. Patterns that are wrong or conflict with others are a panic.
func (mux *ServeMux) Handle(pattern string, handler Handler) { mux.register(pattern, handler) }

// HandleFunc registers a function.
func (mux *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	mux.register(pattern, asHandler(handler))
}

func asHandler(f func(ResponseWriter, *Request)) Handler {
	if f == nil {
		panic("http: nil handler")
	}
	return HandlerFunc(f)
}

func (mux *ServeMux) register(text string, handler Handler) {
	if text == "" {
		panic("http: invalid pattern")
	}
	if f, ok := handler.(HandlerFunc); handler == nil || ok && f == nil {
		panic("http: nil handler")
	}
	p, err := parsePattern(text)
	if err != nil {
		panic(fmt.Errorf("parsing %q: %w", text, err))
	}
	p.handler, p.where = handler, "unknown location"
	if _, file, line, ok := runtime.Caller(2); ok {
		p.where = fmt.Sprintf("%s:%d", file, line)
	}
	mux.mu.Lock()
	defer mux.mu.Unlock()
	for _, q := range mux.patterns {
		if why := p.conflict(q); why != "" {
			panic(fmt.Sprintf("pattern %q (registered at %s) conflicts with pattern %q (registered at %s):\n%s",
				p.text, p.where, q.text, q.where, why))
		}
	}
	mux.patterns = append(mux.patterns, p)
}

// cleanPath removes double slashes and dots, but not the last slash.
func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	clean := path.Clean("/" + strings.TrimPrefix(p, "/"))
	if p[len(p)-1] == '/' && clean != "/" {
		clean += "/"
	}
	return clean
}

// segments are the parts of an escaped path.
func segments(escaped string) []string {
	parts := strings.Split(strings.TrimPrefix(escaped, "/"), "/")
	for i, part := range parts {
		parts[i] = unescaped(part)
	}
	return parts
}

// find is the best pattern for a request, and the values of its wildcards.
func (mux *ServeMux) find(method, host, path string) (best *pattern, values []string) {
	parts := segments(path)
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	for _, p := range mux.patterns {
		if !p.allows(method) || p.host != "" && p.host != host {
			continue
		}
		if found, ok := p.match(parts); ok && (best == nil || p.over(best)) {
			best, values = p, found
		}
	}
	return best, values
}

// allowed are the methods of patterns that match but for the method.
func (mux *ServeMux) allowed(host, path string) []string {
	parts := segments(path)
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	var methods []string
	for _, p := range mux.patterns {
		if _, ok := p.match(parts); ok && (p.host == "" || p.host == host) {
			methods = append(methods, p.method)
			if p.method == MethodGet {
				methods = append(methods, MethodHead)
			}
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

func hostOf(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return hostport
}

// Handler is what would answer a request, and its pattern.
func (mux *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	h, p, _, redirected := mux.handler(r)
	if p == nil {
		return h, redirected
	}
	return h, p.text
}

// handler also has the values of wildcards, and for redirections where they lead.
func (mux *ServeMux) handler(r *Request) (Handler, *pattern, []string, string) {
	escaped := r.URL.EscapedPath()
	host, path := r.URL.Host, escaped
	if r.Method != MethodConnect {
		host, path = hostOf(r.Host), cleanPath(path)
	}
	p, values := mux.find(r.Method, host, path)
	query := r.URL.RawQuery
	if (p == nil || !p.exactly(path)) && !strings.HasSuffix(path, "/") {
		if with, _ := mux.find(r.Method, host, path+"/"); with != nil && with.exactly(path+"/") {
			to := (&url.URL{Path: unescaped(cleanPath(r.URL.Path)) + "/", RawQuery: query}).String()
			return RedirectHandler(to, StatusTemporaryRedirect), nil, nil, with.text
		}
	}
	if path != escaped && r.Method != MethodConnect {
		to := (&url.URL{Path: unescaped(path), RawQuery: query}).String()
		text := ""
		if p != nil {
			text = p.text
		}
		return RedirectHandler(to, StatusTemporaryRedirect), nil, nil, text
	}
	if p != nil {
		return p.handler, p, values, ""
	}
	if methods := mux.allowed(host, path); len(methods) > 0 {
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			w.Header().Set("Allow", strings.Join(methods, ", "))
			Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
		}), nil, nil, ""
	}
	return NotFoundHandler(), nil, nil, ""
}

// exactly reports whether the pattern matches a path with no rest after its slash.
func (p *pattern) exactly(path string) bool {
	last := p.segments[len(p.segments)-1]
	if !last.rest {
		return true
	}
	return len(segments(path)) == len(p.segments) && strings.HasSuffix(path, "/")
}

// ServeHTTP hands the request on.
func (mux *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		if r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		w.WriteHeader(StatusBadRequest)
		return
	}
	h, p, values, text := mux.handler(r)
	if p != nil {
		r.names, r.wild, text = p.names(), values, p.text
	}
	r.Pattern = text
	h.ServeHTTP(w, r)
}
