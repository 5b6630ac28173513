package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"log"
	"net"
	"slices"
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
	DefaultMaxHeaderBytes      = 1 << 20
	DefaultMaxHeaderValueCount = 500

	TrailerPrefix = "Trailer:"
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
	TLSConfig                    *tls.Config
	ReadTimeout                  time.Duration
	ReadHeaderTimeout            time.Duration
	WriteTimeout                 time.Duration
	IdleTimeout                  time.Duration
	MaxHeaderBytes               int
	MaxHeaderValueCount          int
	TLSNextProto                 map[string]func(*Server, *tls.Conn, Handler)
	ConnState                    func(net.Conn, ConnState)
	ErrorLog                     *log.Logger
	BaseContext                  func(net.Listener) context.Context
	ConnContext                  func(ctx context.Context, c net.Conn) context.Context
	HTTP2                        *HTTP2Config
	Protocols                    *Protocols
	DisableClientPriority        bool

	stopping   atomic.Bool
	noReuse    atomic.Bool
	mu         sync.Mutex // guards the rest
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

// ServeTLS serves the connections of a listener over TLS. The files are not read: certificates come from the
// configuration of a Server.
func ServeTLS(l net.Listener, handler Handler, certFile, keyFile string) error {
	return (&Server{Handler: handler}).ServeTLS(l, certFile, keyFile)
}

// ListenAndServeTLS listens at an address and serves over TLS, see ServeTLS.
func ListenAndServeTLS(addr, certFile, keyFile string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServeTLS(certFile, keyFile)
}

// ListenAndServeTLS listens at the server's address and serves over TLS.
func (s *Server) ListenAndServeTLS(certFile, keyFile string) error {
	if s.stopping.Load() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":https"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer l.Close()
	return s.ServeTLS(l, certFile, keyFile)
}

// ServeTLS serves over TLS with the certificates of TLSConfig.
func (s *Server) ServeTLS(l net.Listener, certFile, keyFile string) error {
	config := s.TLSConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	if !slices.Contains(config.NextProtos, "http/1.1") {
		config.NextProtos = append(slices.Clone(config.NextProtos), "http/1.1")
	}
	own := len(config.Certificates) > 0 || config.GetCertificate != nil || config.GetConfigForClient != nil
	if !own || certFile != "" || keyFile != "" {
		cert, err := tls.LoadX509KeyPair(certFile, keyFile)
		if err != nil {
			return err
		}
		config.Certificates = []tls.Certificate{cert}
	}
	return s.Serve(tls.NewListener(l, config))
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
		now := c.state.Load()
		waits := now.state == StateIdle || now.state == StateNew && time.Since(now.since) > newGrace
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
	s.noReuse.Store(!v)
	if !v {
		s.closeIdle()
	}
}

func (s *Server) reuses() bool { return !s.noReuse.Load() && !s.stopping.Load() }

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
