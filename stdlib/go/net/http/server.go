package http

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// A HandlerFunc is a function that is a Handler.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls it.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// A ResponseWriter is what a handler answers with.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// A Flusher sends what was written so far.
type Flusher interface {
	Flush()
}

// A Hijacker gives its connection away.
type Hijacker interface {
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// A CloseNotifier tells when the client has gone. Contexts do that now.
type CloseNotifier interface {
	CloseNotify() <-chan bool
}

// A Pusher would push over HTTP/2.
type Pusher interface {
	Push(target string, opts *PushOptions) error
}

// PushOptions are for Pusher.
type PushOptions struct {
	Method string
	Header Header
}

// Errors of servers and handlers.
var (
	ErrServerClosed = errors.New("http: Server closed")
	ErrAbortHandler = errors.New("net/http: abort Handler")
	ErrHijacked     = errors.New("http: connection has been hijacked")
)

// Limits and the prefix of a trailer's fields among those of the header.
const (
	DefaultMaxHeaderBytes = 1 << 20
	TrailerPrefix         = "Trailer:"
)

type contextKey struct{ name string }

func (k *contextKey) String() string { return "net/http context value " + k.name }

// What the contexts of a server's requests hold.
var (
	ServerContextKey    = &contextKey{"http-server"}
	LocalAddrContextKey = &contextKey{"local-addr"}
)

// A ConnState is what a server's connection is doing.
type ConnState int

// What ConnState can be.
const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

func (c ConnState) String() string {
	names := []string{"new", "active", "idle", "hijacked", "closed"}
	if c < 0 || int(c) >= len(names) {
		return ""
	}
	return names[c]
}

// A Server answers over connections.
type Server struct {
	Addr                         string
	Handler                      Handler
	DisableGeneralOptionsHandler bool
	ReadTimeout                  time.Duration
	ReadHeaderTimeout            time.Duration
	WriteTimeout                 time.Duration
	IdleTimeout                  time.Duration
	MaxHeaderBytes               int
	ConnState                    func(net.Conn, ConnState)
	ErrorLog                     *log.Logger
	BaseContext                  func(net.Listener) context.Context
	ConnContext                  func(ctx context.Context, c net.Conn) context.Context

	stopping   atomic.Bool
	mu         sync.Mutex // guards the rest
	noReuse    bool
	listeners  map[*net.Listener]struct{}
	conns      map[*serverConn]struct{}
	onShutdown []func()
	serving    sync.WaitGroup
}

// ListenAndServe listens at an address and serves until it fails.
func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

// Serve serves the connections of a listener.
func Serve(l net.Listener, handler Handler) error {
	return (&Server{Handler: handler}).Serve(l)
}

// ListenAndServe listens at the server's address.
func (s *Server) ListenAndServe() error {
	if s.stopping.Load() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// Serve serves until the listener fails or the server is closed.
func (s *Server) Serve(l net.Listener) error {
	origin := l
	once := &onceListener{Listener: l}
	l = once
	defer l.Close()
	if !s.track(&l) {
		return ErrServerClosed
	}
	defer s.untrack(&l)
	base := context.Background()
	if s.BaseContext != nil {
		if base = s.BaseContext(origin); base == nil {
			panic("BaseContext returned a nil context")
		}
	}
	ctx := context.WithValue(base, ServerContextKey, s)
	for {
		conn, err := l.Accept()
		if err != nil {
			if s.stopping.Load() {
				return ErrServerClosed
			}
			return err
		}
		ctx := ctx
		if s.ConnContext != nil {
			if ctx = s.ConnContext(ctx, conn); ctx == nil {
				panic("ConnContext returned nil")
			}
		}
		c := &serverConn{server: s, conn: conn}
		c.reader.conn = conn
		c.reader.idle.L = &c.reader.mu
		c.setState(StateNew)
		go c.serve(context.WithValue(ctx, LocalAddrContextKey, conn.LocalAddr()))
	}
}

// A onceListener is closed once.
type onceListener struct {
	net.Listener
	once sync.Once
	err  error
}

func (l *onceListener) Close() error {
	l.once.Do(func() { l.err = l.Listener.Close() })
	return l.err
}

func (s *Server) track(l *net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping.Load() {
		return false
	}
	if s.listeners == nil {
		s.listeners = map[*net.Listener]struct{}{}
	}
	s.listeners[l] = struct{}{}
	s.serving.Add(1)
	return true
}

func (s *Server) untrack(l *net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, l)
	s.serving.Done()
}

// closeListeners is called with the lock held.
func (s *Server) closeListeners() (err error) {
	for l := range s.listeners {
		if e := (*l).Close(); e != nil && err == nil {
			err = e
		}
	}
	return err
}

// Close closes all listeners and connections.
func (s *Server) Close() error {
	s.stopping.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.closeListeners()
	s.mu.Unlock()
	s.serving.Wait()
	s.mu.Lock()
	for c := range s.conns {
		c.conn.Close()
		delete(s.conns, c)
	}
	return err
}

// Longest and shortest time between two looks for busy connections.
const (
	shortestPoll = time.Millisecond
	longestPoll  = 500 * time.Millisecond
)

// Shutdown closes the listeners, then the connections as they become idle, and waits for them.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stopping.Store(true)
	s.mu.Lock()
	err := s.closeListeners()
	for _, f := range s.onShutdown {
		go f()
	}
	s.mu.Unlock()
	s.serving.Wait()
	pause := shortestPoll
	timer := time.NewTimer(pause)
	defer timer.Stop()
	for {
		if s.closeIdle() {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			pause = min(2*pause, longestPoll)
			timer.Reset(pause)
		}
	}
}

// newGrace is how long a connection may take to send its first request while a server shuts down.
const newGrace = 5 * time.Second

// closeIdle reports whether no connection is left.
func (s *Server) closeIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		waits := c.state == StateIdle || c.state == StateNew && time.Since(c.since) > newGrace
		if waits {
			c.conn.Close()
			delete(s.conns, c)
		}
	}
	return len(s.conns) == 0
}

// RegisterOnShutdown adds a function that Shutdown starts.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onShutdown = append(s.onShutdown, f)
}

// SetKeepAlivesEnabled tells whether connections serve more than one request.
func (s *Server) SetKeepAlivesEnabled(v bool) {
	s.mu.Lock()
	s.noReuse = !v
	s.mu.Unlock()
	if !v {
		s.closeIdle()
	}
}

func (s *Server) reuses() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.noReuse && !s.stopping.Load()
}

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (s *Server) handler() Handler {
	if s.Handler == nil {
		return DefaultServeMux
	}
	return s.Handler
}

// A serverConn is a connection of a server.
type serverConn struct {
	server *Server
	conn   net.Conn
	reader connReader

	// Guarded by the server's lock.
	state ConnState
	since time.Time

	hijacked bool // guarded by reader.mu
}

func (c *serverConn) setState(state ConnState) {
	s := c.server
	s.mu.Lock()
	c.state, c.since = state, time.Now()
	switch state {
	case StateNew:
		if s.conns == nil {
			s.conns = map[*serverConn]struct{}{}
		}
		s.conns[c] = struct{}{}
	case StateHijacked, StateClosed:
		delete(s.conns, c)
	}
	s.mu.Unlock()
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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.reader.gone = cancel
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

// request reads and answers a request; false if the connection is done.
func (c *serverConn) request(ctx context.Context, in *bufio.Reader) bool {
	s := c.server
	c.limit(s.ReadHeaderTimeout, s.ReadTimeout)
	if _, err := in.Peek(1); err != nil {
		return false
	}
	c.setState(StateActive)
	r, err := ReadRequest(in)
	if err != nil {
		if err != io.EOF && !isTimeout(err) {
			io.WriteString(c.conn, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"+
				"Connection: close\r\n\r\n400 Bad Request: "+err.Error())
		}
		return false
	}
	c.limit(s.ReadTimeout)
	if s.WriteTimeout > 0 {
		c.conn.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r.ctx, r.RemoteAddr = ctx, c.conn.RemoteAddr().String()
	if r.ProtoAtLeast(1, 1) && r.Host == "" && !r.Header.has("Host") {
		io.WriteString(c.conn, "HTTP/1.1 400 Bad Request: missing required Host header\r\n"+
			"Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"+
			"400 Bad Request: missing required Host header")
		return false
	}
	w := newResponse(c, r, in)
	if b, ok := r.Body.(*body); ok {
		b.onClose = func(atEnd bool) {
			if atEnd {
				c.reader.watch()
			}
		}
		if r.Header.contains("Expect", "100-continue") {
			b.begin = w.carryOn
		}
	} else {
		c.reader.watch()
	}
	s.handler().ServeHTTP(w, r)
	cancel()
	if c.isHijacked() {
		return false
	}
	w.finish()
	return w.reusable()
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
