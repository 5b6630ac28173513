package httputil

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A ProxyRequest is a request, and what the proxy sends for it.
type ProxyRequest struct {
	In  *http.Request
	Out *http.Request
}

// SetURL sends the request to another server; its path is put in front.
func (r *ProxyRequest) SetURL(target *url.URL) {
	redirect(r.Out, target)
	r.Out.Host = ""
}

// SetXForwarded tells the server who asks and what for.
func (r *ProxyRequest) SetXForwarded() {
	if client, _, err := net.SplitHostPort(r.In.RemoteAddr); err == nil {
		if before := r.Out.Header["X-Forwarded-For"]; len(before) > 0 {
			client = strings.Join(before, ", ") + ", " + client
		}
		r.Out.Header.Set("X-Forwarded-For", client)
	} else {
		r.Out.Header.Del("X-Forwarded-For")
	}
	r.Out.Header.Set("X-Forwarded-Host", r.In.Host)
	scheme := "http"
	if r.In.TLS != nil {
		scheme = "https"
	}
	r.Out.Header.Set("X-Forwarded-Proto", scheme)
}

// A BufferPool lends memory for copying.
type BufferPool interface {
	Get() []byte
	Put([]byte)
}

// A ReverseProxy hands requests on to another server, and its answers back.
type ReverseProxy struct {
	Rewrite        func(*ProxyRequest)
	Director       func(*http.Request)
	Transport      http.RoundTripper
	FlushInterval  time.Duration
	ErrorLog       *log.Logger
	BufferPool     BufferPool
	ModifyResponse func(*http.Response) error
	ErrorHandler   func(http.ResponseWriter, *http.Request, error)
}

// NewSingleHostReverseProxy hands on to one server; its path is put in front.
func NewSingleHostReverseProxy(target *url.URL) *ReverseProxy {
	return &ReverseProxy{Director: func(r *http.Request) { redirect(r, target) }}
}

func redirect(r *http.Request, target *url.URL) {
	r.URL.Scheme, r.URL.Host = target.Scheme, target.Host
	r.URL.Path, r.URL.RawPath = joined(target, r.URL)
	switch {
	case target.RawQuery == "" || r.URL.RawQuery == "":
		r.URL.RawQuery = target.RawQuery + r.URL.RawQuery
	default:
		r.URL.RawQuery = target.RawQuery + "&" + r.URL.RawQuery
	}
}

// joined is one path after the other with one slash between.
func joined(a, b *url.URL) (path, raw string) {
	if a.RawPath == "" && b.RawPath == "" {
		return slashed(a.Path, b.Path), ""
	}
	pa, pb := a.EscapedPath(), b.EscapedPath()
	raw = slashed(pa, pb)
	before := strings.HasSuffix(pa, "/")
	after := strings.HasPrefix(pb, "/")
	switch {
	case before && after:
		return a.Path + b.Path[1:], raw
	case !before && !after:
		return a.Path + "/" + b.Path, raw
	}
	return a.Path + b.Path, raw
}

func slashed(a, b string) string {
	return strings.TrimSuffix(a, "/") + "/" + strings.TrimPrefix(b, "/")
}

// hops are the fields that are only for the next host (RFC 7230 section 6.1).
var hops = []string{
	"Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer",
	"Transfer-Encoding", "Upgrade",
}

func removeHops(h http.Header) {
	for _, key := range tokens(h, "Connection") {
		h.Del(key)
	}
	for _, key := range hops {
		h.Del(key)
	}
}

// upgrade is the protocol that a message changes to.
func upgrade(h http.Header) string {
	if !hasToken(h, "Connection", "Upgrade") {
		return ""
	}
	return h.Get("Upgrade")
}

func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func (p *ReverseProxy) logf(format string, args ...any) {
	if p.ErrorLog != nil {
		p.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (p *ReverseProxy) fail(w http.ResponseWriter, r *http.Request, err error) {
	if p.ErrorHandler != nil {
		p.ErrorHandler(w, r, err)
		return
	}
	p.logf("http: proxy error: %v", err)
	w.WriteHeader(http.StatusBadGateway)
}

// outgoing is what is sent for a request.
func (p *ReverseProxy) outgoing(ctx context.Context, in *http.Request) (*http.Request, error) {
	out := in.Clone(ctx)
	if in.ContentLength == 0 {
		out.Body = nil
	}
	if out.Header == nil {
		out.Header = http.Header{}
	}
	out.Close = false
	if (p.Director != nil) == (p.Rewrite != nil) {
		return nil, errors.New("ReverseProxy must have exactly one of Director or Rewrite set")
	}
	if p.Director != nil {
		p.Director(out)
		if out.Form != nil {
			out.URL.RawQuery = cleaned(out.URL.RawQuery)
		}
	}
	protocol := upgrade(out.Header)
	if !printable(protocol) {
		return nil, fmt.Errorf("client tried to switch to invalid protocol %q", protocol)
	}
	trailers := hasToken(in.Header, "Te", "trailers")
	removeHops(out.Header)
	if trailers {
		out.Header.Set("Te", "trailers")
	}
	if protocol != "" {
		out.Header.Set("Connection", "Upgrade")
		out.Header.Set("Upgrade", protocol)
	}
	if p.Rewrite != nil {
		for _, key := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
			out.Header.Del(key)
		}
		out.URL.RawQuery = cleaned(out.URL.RawQuery)
		pair := &ProxyRequest{In: in, Out: out}
		p.Rewrite(pair)
		out = pair.Out
	} else if client, _, err := net.SplitHostPort(in.RemoteAddr); err == nil {
		before, has := out.Header["X-Forwarded-For"]
		if !has || before != nil { // nil says that nobody is to know
			if len(before) > 0 {
				client = strings.Join(before, ", ") + ", " + client
			}
			out.Header.Set("X-Forwarded-For", client)
		}
	}
	if _, ok := out.Header["User-Agent"]; !ok {
		out.Header.Set("User-Agent", "") // the Transport's own must not stand in
	}
	return out, nil
}

// cleaned leaves out what of a query others may read in another way.
func cleaned(query string) string {
	if values, err := url.ParseQuery(query); err != nil || strings.Contains(query, ";") {
		return values.Encode()
	}
	return query
}

// ServeHTTP hands a request on.
func (p *ReverseProxy) ServeHTTP(w http.ResponseWriter, in *http.Request) {
	transport := p.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	ctx := in.Context()
	if ctx.Done() == nil {
		// The context of a server's request ends with the client.
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
	}
	out, err := p.outgoing(ctx, in)
	if err != nil {
		if out == nil {
			out = in
		}
		p.fail(w, out, err)
		return
	}
	if out.Body != nil {
		defer out.Body.Close()
	}
	var mu sync.Mutex
	answered := false
	trace := &httptrace.ClientTrace{Got1xxResponse: func(code int, header textproto.MIMEHeader) error {
		mu.Lock()
		defer mu.Unlock()
		if answered {
			return nil
		}
		h := w.Header()
		add(h, http.Header(header))
		w.WriteHeader(code)
		clear(h)
		return nil
	}}
	out = out.WithContext(httptrace.WithClientTrace(out.Context(), trace))
	resp, err := transport.RoundTrip(out)
	mu.Lock()
	answered = true
	mu.Unlock()
	if err != nil {
		p.fail(w, out, err)
		return
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		if p.modify(w, resp, out) {
			p.switchOver(w, out, resp)
		}
		return
	}
	removeHops(resp.Header)
	if !p.modify(w, resp, out) {
		return
	}
	h := w.Header()
	add(h, resp.Header)
	announced := len(resp.Trailer)
	if announced > 0 {
		var names []string
		for name := range resp.Trailer {
			names = append(names, name)
		}
		h.Add("Trailer", strings.Join(names, ", "))
	}
	w.WriteHeader(resp.StatusCode)
	if err := p.copyBody(w, resp); err != nil {
		resp.Body.Close()
		if in.Context().Value(http.ServerContextKey) == nil {
			p.logf("suppressing panic for copyResponse error in test; copy error: %v", err)
			return
		}
		panic(http.ErrAbortHandler)
	}
	resp.Body.Close() // now the trailer is there
	if len(resp.Trailer) > 0 {
		http.NewResponseController(w).Flush()
	}
	prefix := ""
	if len(resp.Trailer) != announced {
		prefix = http.TrailerPrefix
	}
	for name, values := range resp.Trailer {
		for _, value := range values {
			h.Add(prefix+name, value)
		}
	}
}

func add(to, from http.Header) {
	for key, values := range from {
		for _, value := range values {
			to.Add(key, value)
		}
	}
}

// modify asks ModifyResponse; false if that answered.
func (p *ReverseProxy) modify(w http.ResponseWriter, resp *http.Response, r *http.Request) bool {
	if p.ModifyResponse == nil {
		return true
	}
	if err := p.ModifyResponse(resp); err != nil {
		resp.Body.Close()
		p.fail(w, r, err)
		return false
	}
	return true
}

// copyBody copies an answer's body, and flushes at once, from time to time, or not.
func (p *ReverseProxy) copyBody(w http.ResponseWriter, resp *http.Response) error {
	interval := p.FlushInterval
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if kind == "text/event-stream" || resp.ContentLength == -1 {
		interval = -1
	}
	var to io.Writer = w
	if interval != 0 {
		f := &flusher{w: w, flush: http.NewResponseController(w).Flush, interval: interval}
		defer f.stop()
		f.flush()
		to = f
	}
	var buf []byte
	if p.BufferPool != nil {
		buf = p.BufferPool.Get()
		defer p.BufferPool.Put(buf)
	}
	if len(buf) == 0 {
		buf = make([]byte, 32<<10)
	}
	for {
		n, err := resp.Body.Read(buf)
		if err != nil && err != io.EOF && err != context.Canceled {
			p.logf("httputil: ReverseProxy read error during body copy: %v", err)
		}
		if n > 0 {
			m, werr := to.Write(buf[:n])
			if werr == nil && m != n {
				werr = io.ErrShortWrite
			}
			if werr != nil {
				return werr
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// A flusher flushes what is written: at once if the interval is negative.
type flusher struct {
	w        io.Writer
	flush    func() error
	interval time.Duration

	mu      sync.Mutex // guards the rest, and w
	timer   *time.Timer
	pending bool
}

func (f *flusher) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, err := f.w.Write(p)
	switch {
	case f.interval < 0:
		f.flush()
	case f.pending:
	case f.timer == nil:
		f.timer = time.AfterFunc(f.interval, f.late)
		f.pending = true
	default:
		f.timer.Reset(f.interval)
		f.pending = true
	}
	return n, err
}

func (f *flusher) late() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pending {
		f.flush()
		f.pending = false
	}
}

func (f *flusher) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = false
	if f.timer != nil {
		f.timer.Stop()
	}
}

// switchOver connects both connections after an answer that changes the protocol.
func (p *ReverseProxy) switchOver(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	asked, got := upgrade(r.Header), upgrade(resp.Header)
	if !printable(got) {
		p.fail(w, r, fmt.Errorf("backend tried to switch to invalid protocol %q", got))
		return
	}
	if !strings.EqualFold(asked, got) {
		p.fail(w, r, fmt.Errorf("backend tried to switch protocol %q when %q was requested", got, asked))
		return
	}
	backend, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		p.fail(w, r, errors.New("internal error: 101 switching protocols response with non-writable body"))
		return
	}
	controller := http.NewResponseController(w)
	conn, buf, err := controller.Hijack()
	if err != nil {
		backend.Close()
		if errors.Is(err, http.ErrNotSupported) {
			err = fmt.Errorf("can't switch protocols using non-Hijacker ResponseWriter type %T", w)
		} else {
			err = fmt.Errorf("Hijack failed on protocol switch: %v", err)
		}
		p.fail(w, r, err)
		return
	}
	defer conn.Close()
	done := make(chan struct{})
	go func() {
		select {
		case <-r.Context().Done():
		case <-done:
		}
		backend.Close()
	}()
	defer close(done)
	add(w.Header(), resp.Header)
	resp.Header, resp.Body = w.Header(), nil
	if err := resp.Write(buf); err != nil {
		p.fail(w, r, fmt.Errorf("response write: %v", err))
		return
	}
	if err := buf.Flush(); err != nil {
		p.fail(w, r, fmt.Errorf("response flush: %v", err))
		return
	}
	ends := make(chan error, 2)
	copyTo := func(to io.Writer, from io.Reader) {
		_, err := io.Copy(to, from)
		if half, ok := to.(interface{ CloseWrite() error }); ok && err == nil {
			err = half.CloseWrite()
			if err == nil {
				ends <- nil
				return
			}
		}
		if err == nil {
			err = io.EOF
		}
		ends <- err
	}
	go copyTo(backend, buf)
	go copyTo(conn, backend)
	if err := <-ends; err == nil {
		<-ends
	}
}
