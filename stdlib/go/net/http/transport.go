package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many connections to a host are kept for later.
const DefaultMaxIdleConnsPerHost = 2

// A Transport sends requests over connections, which it keeps for later ones. There are no
// proxies, no TLS and no compression: what asks for them is an error or makes no difference.
type Transport struct {
	Proxy                  func(*Request) (*url.URL, error)
	DialContext            func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                   func(network, addr string) (net.Conn, error)
	TLSHandshakeTimeout    time.Duration
	DisableKeepAlives      bool
	DisableCompression     bool
	MaxIdleConns           int
	MaxIdleConnsPerHost    int
	MaxConnsPerHost        int
	IdleConnTimeout        time.Duration
	ResponseHeaderTimeout  time.Duration
	ExpectContinueTimeout  time.Duration
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool

	mu   sync.Mutex
	idle map[string][]*clientConn
}

// DefaultTransport is the one of clients without.
var DefaultTransport RoundTripper = &Transport{
	MaxIdleConns: 100, IdleConnTimeout: 90 * time.Second, ExpectContinueTimeout: time.Second,
}

// ProxyFromEnvironment finds no proxy: there is nothing outside.
func ProxyFromEnvironment(req *Request) (*url.URL, error) { return nil, nil }

// ProxyURL always answers a proxy.
func ProxyURL(fixedURL *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixedURL, nil }
}

// A clientConn is a connection to a server.
type clientConn struct {
	conn net.Conn
	in   *bufio.Reader
	used bool
}

// Clone is a transport with the same settings.
func (t *Transport) Clone() *Transport {
	return &Transport{
		Proxy: t.Proxy, DialContext: t.DialContext, Dial: t.Dial, TLSHandshakeTimeout: t.TLSHandshakeTimeout,
		DisableKeepAlives: t.DisableKeepAlives, DisableCompression: t.DisableCompression,
		MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost,
		MaxConnsPerHost: t.MaxConnsPerHost, IdleConnTimeout: t.IdleConnTimeout,
		ResponseHeaderTimeout: t.ResponseHeaderTimeout, ExpectContinueTimeout: t.ExpectContinueTimeout,
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes, WriteBufferSize: t.WriteBufferSize,
		ReadBufferSize: t.ReadBufferSize, ForceAttemptHTTP2: t.ForceAttemptHTTP2,
	}
}

// CloseIdleConnections closes those that are kept for later.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, all := range t.idle {
		for _, c := range all {
			c.conn.Close()
		}
	}
	t.idle = nil
}

// take is a connection to a host: one that was kept if `kept`.
func (t *Transport) take(ctx context.Context, host string, kept bool) (*clientConn, error) {
	t.mu.Lock()
	if all := t.idle[host]; kept && len(all) > 0 {
		c := all[len(all)-1]
		t.idle[host] = all[:len(all)-1]
		t.mu.Unlock()
		c.used = true
		return c, nil
	}
	t.mu.Unlock()
	dial := t.DialContext
	switch {
	case dial != nil:
	case t.Dial != nil:
		dial = func(_ context.Context, network, addr string) (net.Conn, error) { return t.Dial(network, addr) }
	default:
		dial = (&net.Dialer{}).DialContext
	}
	conn, err := dial(ctx, "tcp", host)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	return &clientConn{conn: conn, in: bufio.NewReader(conn)}, nil
}

// keep puts a connection aside for later.
func (t *Transport) keep(host string, c *clientConn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	limit := t.MaxIdleConnsPerHost
	if limit == 0 {
		limit = DefaultMaxIdleConnsPerHost
	}
	if t.DisableKeepAlives || len(t.idle[host]) >= limit {
		c.conn.Close()
		return
	}
	if t.idle == nil {
		t.idle = map[string][]*clientConn{}
	}
	t.idle[host] = append(t.idle[host], c)
}

// RoundTrip sends a request and reads the answer's header.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	refuse := func(err error) (*Response, error) {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	switch {
	case r.URL == nil:
		return refuse(errors.New("http: nil Request.URL"))
	case r.Header == nil:
		return refuse(errors.New("http: nil Request.Header"))
	case r.URL.Scheme == "https":
		return refuse(errors.New("http: https is not supported by goweave"))
	case r.URL.Scheme != "http":
		return refuse(fmt.Errorf("unsupported protocol scheme %q", r.URL.Scheme))
	case r.Method != "" && !validToken(r.Method):
		return refuse(fmt.Errorf("net/http: invalid method %q", r.Method))
	case r.URL.Host == "":
		return refuse(errors.New("http: no Host in request URL"))
	}
	for key, values := range r.Header {
		if !validToken(key) {
			return refuse(fmt.Errorf("net/http: invalid header field name %q", key))
		}
		for _, value := range values {
			if !validValue(value) {
				return refuse(fmt.Errorf("net/http: invalid header field value for %q", key))
			}
		}
	}
	ctx := r.Context()
	if ctx.Err() != nil {
		return refuse(context.Cause(ctx))
	}
	host := r.URL.Host
	if r.URL.Port() == "" {
		host = net.JoinHostPort(r.URL.Hostname(), "80")
	}
	for kept := true; ; kept = false {
		c, err := t.take(ctx, host, kept)
		if err != nil {
			return refuse(err)
		}
		resp, err := t.over(c, host, r)
		// A connection that was kept may have been closed meanwhile.
		if err == nil || !c.used || ctx.Err() != nil || !errors.Is(err, errGone) {
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

// errGone is that nothing of an answer came.
var errGone = errors.New("EOF")

// gone keeps the reason why nothing came.
type gone struct{ error }

func (g gone) Unwrap() []error { return []error{g.error, errGone} }

// over sends a request over a connection.
func (t *Transport) over(c *clientConn, host string, r *Request) (*Response, error) {
	ctx := r.Context()
	past := time.Unix(1, 0)
	stop := context.AfterFunc(ctx, func() { c.conn.SetDeadline(past) })
	extra := Header{}
	if t.DisableKeepAlives && !r.Header.contains("Connection", "close") && !r.Close {
		extra.Set("Connection", "close")
	}
	// A body is sent while the answer is read, which may come first.
	wrote := make(chan error, 1)
	if r.Body == nil || r.Body == NoBody {
		wrote <- r.write(c.conn, extra)
	} else {
		go func() { wrote <- r.write(c.conn, extra) }()
	}
	if t.ResponseHeaderTimeout > 0 {
		c.conn.SetReadDeadline(time.Now().Add(t.ResponseHeaderTimeout))
	}
	resp, err := c.answer(r)
	if err != nil {
		c.conn.Close()
		stop()
		select {
		case werr := <-wrote:
			if werr != nil && !isNetwork(werr) {
				err = werr
			}
		default:
		}
		switch {
		case ctx.Err() != nil:
			err = context.Cause(ctx)
		case t.ResponseHeaderTimeout > 0 && isTimeout(err):
			err = &timeoutError{"net/http: timeout awaiting response headers"}
		}
		return nil, err
	}
	if t.ResponseHeaderTimeout > 0 {
		c.conn.SetReadDeadline(time.Time{})
	}
	done := func(atEnd bool) {
		reuse := atEnd && stop() && !resp.Close && !r.Close && resp.StatusCode != StatusSwitchingProtocols
		select {
		case err := <-wrote:
			reuse = reuse && err == nil
		default:
			reuse = false
		}
		if reuse {
			t.keep(host, c)
		} else {
			stop()
			c.conn.Close()
		}
	}
	switch b := resp.Body.(type) {
	case *body:
		b.onClose = done
		b.src = &cancelable{b.src, ctx}
	default:
		if resp.StatusCode == StatusSwitchingProtocols {
			stop()
			resp.Body = upgraded{c.in, c.conn}
			break
		}
		done(true)
	}
	return resp, nil
}

// isNetwork reports whether writing failed because the connection did.
func isNetwork(err error) bool {
	var e *net.OpError
	return errors.As(err, &e)
}

// answer reads a response, after any that only say that one will come.
func (c *clientConn) answer(r *Request) (*Response, error) {
	if _, err := c.in.Peek(1); err != nil {
		return nil, gone{err}
	}
	for {
		resp, err := ReadResponse(c.in, r)
		if err != nil {
			return nil, fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
		}
		if resp.StatusCode >= 200 || resp.StatusCode == StatusSwitchingProtocols {
			return resp, nil
		}
	}
}

// cancelable fails with the context's error once that is over.
type cancelable struct {
	io.Reader
	ctx context.Context
}

func (c *cancelable) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF && c.ctx.Err() != nil {
		err = context.Cause(c.ctx)
	}
	return n, err
}

// upgraded is the body of an answer that switches protocols: the connection.
type upgraded struct {
	io.Reader
	io.WriteCloser
}
