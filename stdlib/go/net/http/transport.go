package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"internal/idleconn"
	"io"
	"maps"
	"net"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many connections to a host are kept for later.
const DefaultMaxIdleConnsPerHost = 2

// A Transport sends requests over connections, which it keeps for later ones.
type Transport struct {
	Proxy                  func(*Request) (*url.URL, error)
	OnProxyConnectResponse func(ctx context.Context, proxyURL *url.URL, connectReq *Request, connectRes *Response) error
	DialContext            func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                   func(network, addr string) (net.Conn, error)
	DialTLSContext         func(ctx context.Context, network, addr string) (net.Conn, error)
	DialTLS                func(network, addr string) (net.Conn, error)
	TLSClientConfig        *tls.Config
	TLSHandshakeTimeout    time.Duration
	DisableKeepAlives      bool
	DisableCompression     bool
	MaxIdleConns           int
	MaxIdleConnsPerHost    int
	MaxConnsPerHost        int
	IdleConnTimeout        time.Duration
	ResponseHeaderTimeout  time.Duration
	ExpectContinueTimeout  time.Duration
	TLSNextProto           map[string]func(authority string, c *tls.Conn) RoundTripper
	ProxyConnectHeader     Header
	GetProxyConnectHeader  func(ctx context.Context, proxyURL *url.URL, target string) (Header, error)
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool
	HTTP2                  *HTTP2Config
	Protocols              *Protocols

	mu       sync.Mutex // guards the rest
	idle     []*clientConn
	open     map[route]int             // connections in use, where these are limited
	waiting  map[route][]chan struct{} // who waits for one to be free
	others   map[string]RoundTripper
	canceled map[*Request]context.CancelFunc
}

// DefaultTransport is the one of clients without.
var DefaultTransport RoundTripper = &Transport{
	Proxy: ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConns: 100, IdleConnTimeout: 90 * time.Second,
	TLSHandshakeTimeout: 10 * time.Second, ExpectContinueTimeout: time.Second,
}

// A route is where connections lead.
type route struct {
	scheme, host string
	proxy        string // its address
	secure       bool   // to the proxy too
	user         string // for the proxy
}

// A clientConn is a connection to a server or a proxy.
type clientConn struct {
	conn  net.Conn
	in    *bufio.Reader
	to    route
	used  bool
	since time.Time // it is idle
	timer *time.Timer
}

// Clone is a transport with the same settings.
func (t *Transport) Clone() *Transport {
	t.mu.Lock()
	others := maps.Clone(t.others)
	t.mu.Unlock()
	return &Transport{
		Proxy: t.Proxy, OnProxyConnectResponse: t.OnProxyConnectResponse, DialContext: t.DialContext, Dial: t.Dial,
		DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS, TLSClientConfig: t.TLSClientConfig.Clone(),
		TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives,
		DisableCompression: t.DisableCompression, MaxIdleConns: t.MaxIdleConns,
		MaxIdleConnsPerHost: t.MaxIdleConnsPerHost, MaxConnsPerHost: t.MaxConnsPerHost,
		IdleConnTimeout: t.IdleConnTimeout, ResponseHeaderTimeout: t.ResponseHeaderTimeout,
		ExpectContinueTimeout: t.ExpectContinueTimeout, TLSNextProto: maps.Clone(t.TLSNextProto),
		ProxyConnectHeader: t.ProxyConnectHeader.Clone(), GetProxyConnectHeader: t.GetProxyConnectHeader,
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes, WriteBufferSize: t.WriteBufferSize,
		ReadBufferSize: t.ReadBufferSize, ForceAttemptHTTP2: t.ForceAttemptHTTP2, HTTP2: t.HTTP2,
		Protocols: t.Protocols, others: others,
	}
}

// RegisterProtocol hands requests of another scheme on.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, twice := t.others[scheme]; twice {
		panic("protocol " + scheme + " already registered")
	}
	if t.others == nil {
		t.others = map[string]RoundTripper{}
	}
	t.others[scheme] = rt
}

// CancelRequest ends a request. Contexts do that now.
func (t *Transport) CancelRequest(req *Request) {
	t.mu.Lock()
	cancel := t.canceled[req]
	t.mu.Unlock()
	if cancel != nil {
		cancel()
	}
}

// cancelable has a context that CancelRequest and the request's own channel end.
func (t *Transport) cancelable(r *Request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(r.Context())
	t.mu.Lock()
	if t.canceled == nil {
		t.canceled = map[*Request]context.CancelFunc{}
	}
	t.canceled[r] = func() { cancel(errRequestCanceled) }
	t.mu.Unlock()
	done := make(chan struct{})
	var once sync.Once
	if r.Cancel != nil {
		go func() {
			select {
			case <-r.Cancel:
				cancel(errRequestCanceled)
			case <-done:
			}
		}()
	}
	return ctx, func() {
		once.Do(func() {
			close(done)
			cancel(nil)
			t.mu.Lock()
			delete(t.canceled, r)
			t.mu.Unlock()
		})
	}
}

var errRequestCanceled = errors.New("net/http: request canceled")

// CloseIdleConnections closes those that are kept for later.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	all := t.idle
	t.idle = nil
	t.mu.Unlock()
	for _, c := range all {
		c.close()
	}
}

func (c *clientConn) close() {
	if c.timer != nil {
		c.timer.Stop()
	}
	c.conn.Close()
}

// take is a connection: one that was kept if there is any, and `kept`.
func (t *Transport) take(ctx context.Context, to route, kept bool) (*clientConn, error) {
	trace := httptrace.ContextClientTrace(ctx)
	if trace != nil && trace.GetConn != nil {
		trace.GetConn(to.host)
	}
	c := t.wasKept(to, kept)
	if c == nil {
		if err := t.wait(ctx, to); err != nil {
			return nil, err
		}
		if c = t.wasKept(to, kept); c != nil {
			t.free(to)
		} else {
			conn, err := t.connect(ctx, to)
			if err != nil {
				t.free(to)
				return nil, err
			}
			c = &clientConn{conn: conn, in: bufio.NewReader(conn), to: to}
		}
	}
	if trace != nil && trace.GotConn != nil {
		info := httptrace.GotConnInfo{Conn: c.conn, Reused: c.used, WasIdle: c.used}
		if c.used {
			info.IdleTime = time.Since(c.since)
		}
		trace.GotConn(info)
	}
	return c, nil
}

// wasKept is the connection to a host that became idle last.
func (t *Transport) wasKept(to route, kept bool) *clientConn {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := len(t.idle) - 1; kept && i >= 0; i-- {
		c := t.idle[i]
		if c.to != to {
			continue
		}
		t.idle = append(t.idle[:i:i], t.idle[i+1:]...)
		if c.timer != nil && !c.timer.Stop() || idleconn.Gone(c.raw()) {
			c.conn.Close()
			continue
		}
		c.used = true
		if t.MaxConnsPerHost > 0 {
			t.open[to]++
		}
		return c
	}
	return nil
}

// raw is the connection below TLS.
func (c *clientConn) raw() net.Conn {
	if s, ok := c.conn.(*tls.Conn); ok {
		return s.NetConn()
	}
	return c.conn
}

// wait waits until a host may have another connection.
func (t *Transport) wait(ctx context.Context, to route) error {
	if t.MaxConnsPerHost <= 0 {
		return nil
	}
	for {
		t.mu.Lock()
		if t.open == nil {
			t.open, t.waiting = map[route]int{}, map[route][]chan struct{}{}
		}
		if t.open[to] < t.MaxConnsPerHost {
			t.open[to]++
			t.mu.Unlock()
			return nil
		}
		c := make(chan struct{})
		t.waiting[to] = append(t.waiting[to], c)
		t.mu.Unlock()
		select {
		case <-c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// free is that a connection is not used any more.
func (t *Transport) free(to route) {
	if t.MaxConnsPerHost <= 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open[to]--
	for _, c := range t.waiting[to] {
		close(c)
	}
	delete(t.waiting, to)
}

// connect makes a connection to a server or a proxy.
func (t *Transport) connect(ctx context.Context, to route) (net.Conn, error) {
	addr := to.host
	if to.proxy != "" {
		addr = to.proxy
	}
	if to.scheme == "https" && to.proxy == "" {
		switch {
		case t.DialTLSContext != nil:
			return t.DialTLSContext(ctx, "tcp", addr)
		case t.DialTLS != nil:
			return t.DialTLS("tcp", addr)
		}
	}
	conn, err := t.dial(ctx, addr)
	if err == nil && to.secure {
		conn, err = t.secure(ctx, conn, to.proxy)
	}
	if err != nil || to.scheme != "https" {
		return conn, err
	}
	if to.proxy != "" {
		if err := t.tunnel(ctx, conn, to); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return t.secure(ctx, conn, to.host)
}

func (t *Transport) dial(ctx context.Context, addr string) (net.Conn, error) {
	switch {
	case t.DialContext != nil:
		return t.DialContext(ctx, "tcp", addr)
	case t.Dial != nil:
		return t.Dial("tcp", addr)
	}
	trace := httptrace.ContextClientTrace(ctx)
	if trace == nil {
		return (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	}
	if host, _, _ := net.SplitHostPort(addr); net.ParseIP(host) == nil {
		if trace.DNSStart != nil {
			trace.DNSStart(httptrace.DNSStartInfo{Host: host})
		}
		addrs, err := net.DefaultResolver.LookupIPAddr(ctx, host)
		if trace.DNSDone != nil {
			trace.DNSDone(httptrace.DNSDoneInfo{Addrs: addrs, Err: err})
		}
		if err != nil {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err}
		}
	}
	if trace.ConnectStart != nil {
		trace.ConnectStart("tcp", addr)
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if trace.ConnectDone != nil {
		trace.ConnectDone("tcp", addr, err)
	}
	return conn, err
}

// secure shakes hands over a connection.
func (t *Transport) secure(ctx context.Context, conn net.Conn, host string) (net.Conn, error) {
	config := t.TLSClientConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	if config.ServerName == "" {
		config.ServerName, _, _ = net.SplitHostPort(host)
	}
	if config.NextProtos == nil {
		config.NextProtos = []string{"http/1.1"}
	}
	trace := httptrace.ContextClientTrace(ctx)
	if trace != nil && trace.TLSHandshakeStart != nil {
		trace.TLSHandshakeStart()
	}
	limited := ctx
	if t.TLSHandshakeTimeout > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, t.TLSHandshakeTimeout)
		defer cancel()
	}
	s := tls.Client(conn, config)
	err := s.HandshakeContext(limited)
	if trace != nil && trace.TLSHandshakeDone != nil {
		trace.TLSHandshakeDone(s.ConnectionState(), err)
	}
	if err == nil {
		return s, nil
	}
	conn.Close()
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/":
		err = ErrSchemeMismatch
	case limited.Err() != nil && ctx.Err() == nil:
		err = &timeoutError{"net/http: TLS handshake timeout"}
	}
	return nil, err
}

var (
	errKeepAlivesOff = errors.New("http: putIdleConn: keep alives disabled")
	errTooManyIdle   = errors.New("http: putIdleConn: too many idle connections for host")
)

// keep puts a connection aside for later, or closes it.
func (t *Transport) keep(ctx context.Context, c *clientConn) {
	defer t.free(c.to)
	err := t.add(c)
	trace := httptrace.ContextClientTrace(ctx)
	if trace != nil && trace.PutIdleConn != nil && !t.DisableKeepAlives {
		trace.PutIdleConn(err)
	}
	if err != nil {
		c.conn.Close()
	}
}

func (t *Transport) add(c *clientConn) error {
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 {
		return errKeepAlivesOff
	}
	limit := t.MaxIdleConnsPerHost
	if limit == 0 {
		limit = DefaultMaxIdleConnsPerHost
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	same := 0
	for _, other := range t.idle {
		if other.to == c.to {
			same++
		}
	}
	if same >= limit {
		return errTooManyIdle
	}
	c.since = time.Now()
	t.idle = append(t.idle, c)
	if t.MaxIdleConns > 0 && len(t.idle) > t.MaxIdleConns {
		t.idle[0].close()
		t.idle = t.idle[1:]
	}
	if t.IdleConnTimeout > 0 {
		c.timer = time.AfterFunc(t.IdleConnTimeout, func() { t.forget(c) })
	}
	return nil
}

// forget closes a connection that was idle for too long.
func (t *Transport) forget(c *clientConn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, other := range t.idle {
		if other == c {
			t.idle = append(t.idle[:i:i], t.idle[i+1:]...)
			c.conn.Close()
			return
		}
	}
}

// checked is what is wrong with a request.
func checked(r *Request) error {
	switch {
	case r.URL == nil:
		return errors.New("http: nil Request.URL")
	case r.Header == nil:
		return errors.New("http: nil Request.Header")
	}
	if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
		return nil
	}
	for key, values := range r.Header {
		if !validToken(key) {
			return fmt.Errorf("net/http: invalid header field name %q", key)
		}
		for _, value := range values {
			if !validValue(value) {
				return fmt.Errorf("net/http: invalid header field value for %q", key)
			}
		}
	}
	for key, values := range r.Trailer {
		if !validToken(key) {
			return fmt.Errorf("net/http: invalid trailer field name %q", key)
		}
		for _, value := range values {
			if !validValue(value) {
				return fmt.Errorf("net/http: invalid trailer field value for %q", key)
			}
		}
	}
	return nil
}

// RoundTrip sends a request and reads the answer's header.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	refuse := func(err error) (*Response, error) {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	if err := checked(r); err != nil {
		return refuse(err)
	}
	t.mu.Lock()
	other := t.others[r.URL.Scheme]
	t.mu.Unlock()
	if other != nil {
		if resp, err := other.RoundTrip(r); err != ErrSkipAltProtocol {
			return resp, err
		}
		if r.Body != nil && r.Body != NoBody && r.GetBody != nil {
			body, err := r.GetBody()
			if err != nil {
				return refuse(err)
			}
			r = r.WithContext(r.Context())
			r.Body = body
		}
	}
	switch {
	case r.URL.Scheme != "http" && r.URL.Scheme != "https":
		return refuse(fmt.Errorf("unsupported protocol scheme %q", r.URL.Scheme))
	case r.Method != "" && !validToken(r.Method):
		return refuse(fmt.Errorf("net/http: invalid method %q", r.Method))
	case r.URL.Host == "":
		return refuse(errors.New("http: no Host in request URL"))
	}
	to := route{scheme: r.URL.Scheme, host: withPort(r.URL)}
	if t.Proxy != nil {
		proxy, err := t.Proxy(r)
		if err != nil {
			return refuse(err)
		}
		if proxy != nil {
			to.proxy, to.secure = withPort(proxy), proxy.Scheme == "https"
			if user := proxy.User; user != nil {
				to.user = user.String()
			}
		}
	}
	ctx, done := t.cancelable(r)
	resp, err := t.send(ctx, to, r, done)
	if err != nil {
		if cause := context.Cause(ctx); cause == errRequestCanceled {
			err = cause
		}
		done()
		return nil, err
	}
	return resp, nil
}

// withPort is the host of a URL with the scheme's port if none is there.
func withPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// send sends a request, again if the connection was a kept one that is closed by now.
func (t *Transport) send(ctx context.Context, to route, r *Request, done func()) (*Response, error) {
	for kept := true; ; kept = false {
		if ctx.Err() != nil {
			if r.Body != nil {
				r.Body.Close()
			}
			return nil, context.Cause(ctx)
		}
		c, err := t.take(ctx, to, kept)
		if err != nil {
			if r.Body != nil {
				r.Body.Close()
			}
			if ctx.Err() != nil && err != ErrSchemeMismatch {
				err = context.Cause(ctx)
			}
			return nil, err
		}
		resp, err := t.over(ctx, c, r, done)
		g, isGone := err.(gone)
		if isGone {
			err = g.error
		}
		if err == nil || !c.used || ctx.Err() != nil || !isGone {
			return resp, err
		}
		if r.Body != nil && r.Body != NoBody {
			if r.GetBody == nil {
				return nil, err
			}
			again := *r
			if again.Body, err = r.GetBody(); err != nil {
				return nil, err
			}
			r = &again
		}
	}
}

func validValue(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// upgraded is the body of an answer that switches protocols: the connection.
type upgraded struct {
	io.Reader
	io.WriteCloser
}
