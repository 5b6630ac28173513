package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// A serverConn is a connection of a server.
type serverConn struct {
	server *Server
	conn   net.Conn
	reader connReader
	tls    *tls.ConnectionState
	posted bool            // the last request was a POST
	ctx    context.Context // until the client has gone

	state atomic.Pointer[stateSince]

	hijacked bool // guarded by reader.mu
}

// A stateSince is what a connection does, and since when.
type stateSince struct {
	state ConnState
	since time.Time
}

func (c *serverConn) setState(state ConnState) {
	s := c.server
	c.state.Store(&stateSince{state, time.Now()})
	switch state {
	case StateNew:
		s.mu.Lock()
		if s.conns == nil {
			s.conns = map[*serverConn]struct{}{}
		}
		s.conns[c] = struct{}{}
		s.mu.Unlock()
	case StateHijacked, StateClosed:
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
	}
	if s.ConnState != nil {
		s.ConnState(c.conn, state)
	}
}

// serve answers one request after the other.
func (c *serverConn) serve(ctx context.Context) {
	defer func() {
		if err := recover(); err != nil && err != ErrAbortHandler {
			stack := make([]byte, 64<<10)
			stack = stack[:runtime.Stack(stack, false)]
			c.server.logf("http: panic serving %v: %v\n%s", c.conn.RemoteAddr(), err, stack)
		}
		if !c.isHijacked() {
			c.conn.Close()
			c.setState(StateClosed)
		}
	}()
	if s, ok := c.conn.(*tls.Conn); ok && !c.handshake(ctx, s) {
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.ctx, c.reader.gone = ctx, cancel
	in := bufio.NewReader(&c.reader)
	for c.request(ctx, in) {
		if !c.server.reuses() {
			return
		}
		c.setState(StateIdle)
		c.limit(c.server.IdleTimeout, c.server.ReadTimeout)
		if _, err := in.Peek(1); err != nil {
			return
		}
		c.conn.SetReadDeadline(time.Time{})
	}
}

// handshake begins TLS; false if that fails.
func (c *serverConn) handshake(ctx context.Context, conn *tls.Conn) bool {
	c.limit(c.server.ReadHeaderTimeout, c.server.ReadTimeout)
	err := conn.HandshakeContext(ctx)
	if err == nil {
		state := conn.ConnectionState()
		c.tls = &state
		c.conn.SetReadDeadline(time.Time{})
		return true
	}
	why := err.Error()
	var record tls.RecordHeaderError
	if errors.As(err, &record) && record.Conn != nil && looksLikeHTTP(record.RecordHeader) {
		io.WriteString(record.Conn, "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
		why = "client sent an HTTP request to an HTTPS server"
	}
	c.server.logf("http: TLS handshake error from %s: %v", c.conn.RemoteAddr(), why)
	return false
}

func looksLikeHTTP(begin [5]byte) bool {
	switch string(begin[:]) {
	case "GET /", "HEAD ", "POST ", "PUT /", "OPTIO":
		return true
	}
	return false
}

// limit sets when reading must be done: after the first of these times that is given.
func (c *serverConn) limit(times ...time.Duration) {
	for _, d := range times {
		if d > 0 {
			c.conn.SetReadDeadline(time.Now().Add(d))
			return
		}
	}
	c.conn.SetReadDeadline(time.Time{})
}

// A refusal is why a request is not handed on.
type refusal struct {
	status int
	text   string // what everybody may know
}

func (e refusal) Error() string { return statusLine(e.status) + ": " + e.text }

// refuse tells the client, unless it has gone.
func (c *serverConn) refuse(err error) {
	if err == io.EOF || isTimeout(err) {
		return
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "read" {
		return
	}
	status := "400 Bad Request"
	var known refusal
	if errors.As(err, &known) {
		status = strconv.Itoa(known.status) + " " + statusLine(known.status)
		if known.text != "" {
			status += ": " + known.text
		}
	}
	text := status
	if errors.As(err, new(encodingError)) {
		status, text = "501 Not Implemented", "Unsupported transfer encoding"
	}
	io.WriteString(c.conn, "HTTP/1.1 "+status+"\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"+text)
	c.closeGently()
}

// closeGently lets the client read what was written before it sees that nothing is read any more.
func (c *serverConn) closeGently() {
	if half, ok := c.conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// slop is what a header may have above the limit.
const slop = 4096

// read reads a request and looks whether it is one.
func (c *serverConn) read(in *bufio.Reader) (*Request, error) {
	limit := c.server.MaxHeaderBytes
	if limit <= 0 {
		limit = DefaultMaxHeaderBytes
	}
	limit += slop
	r, err := readRequest(in, &limit)
	if err != nil {
		if limit < 0 {
			err = refusal{StatusRequestHeaderFieldsTooLarge, ""}
		}
		return nil, err
	}
	if r.ProtoMajor != 1 && !r.prefersHTTP2() {
		return nil, refusal{StatusHTTPVersionNotSupported, "unsupported protocol version"}
	}
	hosts, has := r.Header["Host"]
	switch {
	case r.ProtoAtLeast(1, 1) && !has && r.Method != MethodConnect && !r.prefersHTTP2():
		return nil, refusal{StatusBadRequest, "missing required Host header"}
	case len(hosts) == 1 && !validHost(hosts[0]):
		return nil, refusal{StatusBadRequest, "malformed Host header"}
	}
	for key := range r.Header {
		if !validToken(key) {
			return nil, refusal{StatusBadRequest, "invalid header name"}
		}
	}
	delete(r.Header, "Host")
	return r, nil
}

// request reads and answers a request; false if the connection is done.
func (c *serverConn) request(ctx context.Context, in *bufio.Reader) bool {
	s := c.server
	c.limit(s.ReadHeaderTimeout, s.ReadTimeout)
	if _, err := in.Peek(1); err != nil {
		return false
	}
	c.setState(StateActive)
	for c.posted {
		// Some clients send an end of line too much after a body.
		if next, err := in.Peek(1); err != nil || next[0] != '\r' && next[0] != '\n' {
			break
		}
		in.Discard(1)
	}
	r, err := c.read(in)
	if err != nil {
		c.refuse(err)
		return false
	}
	c.posted = r.Method == MethodPost
	c.limit(s.ReadTimeout)
	if s.WriteTimeout > 0 {
		c.conn.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r.ctx, r.RemoteAddr, r.TLS = ctx, c.conn.RemoteAddr().String(), c.tls
	w := newResponse(c, r, in)
	if b, ok := r.Body.(*body); ok {
		b.onClose = func(atEnd bool) {
			if atEnd {
				c.reader.watch()
			}
		}
		if r.Header.contains("Expect", "100-continue") && r.ProtoAtLeast(1, 1) {
			b.begin = w.carryOn
		}
	} else {
		c.reader.watch()
	}
	if expect := r.Header.Get("Expect"); expect != "" && !r.Header.contains("Expect", "100-continue") {
		w.header.Set("Connection", "close")
		w.WriteHeader(StatusExpectationFailed)
		w.finish()
		return false
	}
	c.handler(r).ServeHTTP(w, r)
	cancel()
	if c.isHijacked() {
		return false
	}
	w.finish()
	return w.reusable()
}

// handler is what answers a request. What the server can do in general is known without asking it.
func (c *serverConn) handler(r *Request) Handler {
	s := c.server
	if r.RequestURI == "*" && r.Method == MethodOptions && !s.DisableGeneralOptionsHandler {
		return HandlerFunc(func(w ResponseWriter, r *Request) { w.Header().Set("Content-Length", "0") })
	}
	return s.handler()
}

func (c *serverConn) isHijacked() bool {
	c.reader.mu.Lock()
	defer c.reader.mu.Unlock()
	return c.hijacked
}

func isTimeout(err error) bool {
	t, ok := err.(net.Error)
	return ok && t.Timeout()
}

// A connReader reads from a connection. While nobody reads it watches for the client to go.
type connReader struct {
	conn net.Conn
	gone func() // called when the client has gone

	mu       sync.Mutex // guards the rest
	idle     sync.Cond
	watching bool
	stopping bool
	early    []byte // read by the watcher
}

// watch reads a byte in the background, or finds out that there will be none.
func (r *connReader) watch() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.watching || len(r.early) > 0 {
		return
	}
	r.watching = true
	r.conn.SetReadDeadline(time.Time{})
	go func() {
		b := make([]byte, 1)
		n, err := r.conn.Read(b)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.early = append(r.early, b[:n]...)
		if err != nil && !(r.stopping && isTimeout(err)) {
			r.gone()
		}
		r.watching, r.stopping = false, false
		r.idle.Broadcast()
	}()
}

// unwatch stops watching.
func (r *connReader) unwatch() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.watching {
		return
	}
	r.stopping = true
	r.conn.SetReadDeadline(time.Unix(1, 0))
	for r.watching {
		r.idle.Wait()
	}
	r.conn.SetReadDeadline(time.Time{})
}

func (r *connReader) Read(p []byte) (int, error) {
	r.mu.Lock()
	n := copy(p, r.early)
	r.early = r.early[n:]
	r.mu.Unlock()
	if n > 0 {
		return n, nil
	}
	return r.conn.Read(p)
}
