package http

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"
)

// Error answers with an error message as plain text.
func Error(w ResponseWriter, error string, code int) {
	h := w.Header()
	for _, key := range []string{"Content-Length", "Content-Encoding", "Etag", "Cache-Control", "Last-Modified"} {
		h.Del(key)
	}
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

// NotFound answers that there is no such page.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler always answers so.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// Redirect sends the client to another URL, which may be relative to the request's.
func Redirect(w ResponseWriter, r *Request, target string, code int) {
	if u, err := url.Parse(target); err == nil && u.Scheme == "" && u.Host == "" {
		from := r.URL.Path
		if from == "" {
			from = "/"
		}
		if target == "" || target[0] != '/' {
			dir, _ := path.Split(from)
			target = dir + target
		}
		query := ""
		if i := strings.IndexByte(target, '?'); i >= 0 {
			target, query = target[:i], target[i:]
		}
		slash := strings.HasSuffix(target, "/")
		if target = path.Clean(target); slash && !strings.HasSuffix(target, "/") {
			target += "/"
		}
		target += query
	}
	h := w.Header()
	typed := h.has("Content-Type")
	h.Set("Location", escaped(target))
	if !typed && (r.Method == MethodGet || r.Method == MethodHead) {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !typed && r.Method == MethodGet {
		fmt.Fprintln(w, `<a href="`+html.EscapeString(target)+`">`+StatusText(code)+"</a>.\n")
	}
}

// escaped replaces bytes that are not ASCII.
func escaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02x", s[i])
		}
	}
	return b.String()
}

// RedirectHandler always redirects.
func RedirectHandler(url string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, url, code) })
}

// StripPrefix removes a prefix from the paths of requests; those without it are not found.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p := strings.TrimPrefix(r.URL.Path, prefix)
		raw := strings.TrimPrefix(r.URL.RawPath, prefix)
		if len(p) == len(r.URL.Path) || r.URL.RawPath != "" && len(raw) == len(r.URL.RawPath) {
			NotFound(w, r)
			return
		}
		out := *r
		u := *r.URL
		u.Path, u.RawPath = p, raw
		out.URL = &u
		h.ServeHTTP(w, &out)
	})
}

// AllowQuerySemicolons reads semicolons in queries as ampersands.
func AllowQuerySemicolons(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if strings.Contains(r.URL.RawQuery, ";") {
			out := *r
			u := *r.URL
			u.RawQuery = strings.ReplaceAll(u.RawQuery, ";", "&")
			out.URL = &u
			r = &out
		}
		h.ServeHTTP(w, r)
	})
}

// A MaxBytesError is what reading too large a body answers.
type MaxBytesError struct{ Limit int64 }

func (e *MaxBytesError) Error() string { return "http: request body too large" }

type maxBytesReader struct {
	w     ResponseWriter
	r     io.ReadCloser
	limit int64
	left  int64
	err   error
}

// MaxBytesReader reads at most n bytes; more are an error.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	n = max(n, 0)
	return &maxBytesReader{w: w, r: r, limit: n, left: n}
}

func (l *maxBytesReader) Read(p []byte) (int, error) {
	if l.err != nil || len(p) == 0 {
		return 0, l.err
	}
	// One more tells whether there is more.
	p = p[:min(int64(len(p)), l.left+1)]
	n, err := l.r.Read(p)
	if int64(n) <= l.left {
		l.left -= int64(n)
		l.err = err
		return n, err
	}
	n, l.left = int(l.left), 0
	if w, ok := l.w.(*response); ok {
		w.close = true
	}
	l.err = &MaxBytesError{l.limit}
	return n, l.err
}

func (l *maxBytesReader) Close() error { return l.r.Close() }

// MaxBytesHandler limits the bodies of requests.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		out := *r
		out.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &out)
	})
}

// TimeoutHandler answers 503 with a message if the handler takes longer.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return &timeoutHandler{h, dt, msg}
}

type timeoutHandler struct {
	handler Handler
	limit   time.Duration
	message string
}

func (t *timeoutHandler) ServeHTTP(w ResponseWriter, r *Request) {
	ctx, cancel := context.WithTimeout(r.Context(), t.limit)
	defer cancel()
	r = r.WithContext(ctx)
	held := &timeoutWriter{header: Header{}}
	done, panicked := make(chan struct{}), make(chan any, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- p
			}
		}()
		t.handler.ServeHTTP(held, r)
		close(done)
	}()
	select {
	case p := <-panicked:
		panic(p)
	case <-done:
		held.mu.Lock()
		defer held.mu.Unlock()
		h := w.Header()
		for key, values := range held.header {
			h[key] = values
		}
		if held.status == 0 {
			held.status = StatusOK
		}
		w.WriteHeader(held.status)
		w.Write(held.body.Bytes())
	case <-ctx.Done():
		held.mu.Lock()
		defer held.mu.Unlock()
		held.err = ctx.Err()
		if errors.Is(held.err, context.DeadlineExceeded) {
			held.err = ErrHandlerTimeout
			w.WriteHeader(StatusServiceUnavailable)
			message := t.message
			if message == "" {
				message = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			io.WriteString(w, message)
		} else {
			w.WriteHeader(StatusServiceUnavailable)
		}
	}
}

// A timeoutWriter holds a response back until it is known to be in time.
type timeoutWriter struct {
	mu     sync.Mutex
	header Header
	body   bytes.Buffer
	status int
	err    error
}

func (w *timeoutWriter) Header() Header { return w.header }

func (w *timeoutWriter) WriteHeader(status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil && w.status == 0 {
		w.status = status
	}
}

func (w *timeoutWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return 0, w.err
	}
	if w.status == 0 {
		w.status = StatusOK
	}
	return w.body.Write(p)
}
