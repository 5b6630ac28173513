package httptest

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// A Server listens on the loopback address, or, made by NewTestServer and not started, for its own client
// only.
type Server struct {
	URL         string
	Listener    net.Listener
	EnableHTTP2 bool
	TLS         *tls.Config
	Config      *http.Server

	certificate *x509.Certificate
	client      *http.Client
	hidden      net.Listener // of a server without an address; nil for others
	hiddenTLS   net.Listener

	mu      sync.Mutex // guards the rest
	closed  bool
	conns   map[net.Conn]http.ConnState
	serving sync.WaitGroup // connections that are not closed
}

// NewServer makes and starts one.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewTLSServer makes and starts one with TLS.
func NewTLSServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.StartTLS()
	return s
}

// NewUnstartedServer makes one.
func NewUnstartedServer(handler http.Handler) *Server {
	return &Server{Listener: listen(), Config: &http.Server{Handler: handler}}
}

func listen() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("httptest: failed to listen on a port: %v", err))
	}
	return l
}

// NewTestServer makes one for a test, which closes it. Its client reaches it under every address; a panic of
// the handler fails the test.
func NewTestServer(t testing.TB, handler http.Handler) *Server {
	s := &Server{}
	s.Config = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			err := recover()
			if err != nil && err != http.ErrAbortHandler {
				t.Errorf("httptest: panic serving %v: %v", r.RemoteAddr, err)
			}
			if err != nil {
				panic(http.ErrAbortHandler)
			}
		}()
		if handler == nil {
			http.Error(w, "no handler", http.StatusInternalServerError)
			return
		}
		handler.ServeHTTP(w, r)
	})}
	t.Cleanup(s.Close)
	return s
}

// certificate is the one of all servers, in the form that crypto/x509 reads.
const certificate = "goweave certificate\n1\n\nAcme Co\n1970-01-01T00:00:00Z\n2084-01-29T16:00:00Z\n" +
	"example.com,*.example.com\n127.0.0.1,::1\ntrue"

// Start starts it.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	if s.Listener == nil {
		s.Listener = listen()
	}
	s.client = &http.Client{Transport: s.transport()}
	s.URL = "http://" + s.Listener.Addr().String()
	s.watch()
	s.serve(s.Listener)
}

// StartTLS starts it with TLS.
func (s *Server) StartTLS() {
	if s.URL != "" {
		panic("Server already started")
	}
	if s.Listener == nil {
		s.Listener = listen()
	}
	s.secure()
	s.Listener = tls.NewListener(s.Listener, s.TLS)
	s.URL = "https://" + s.Listener.Addr().String()
	s.watch()
	s.serve(s.Listener)
}

// secure makes the configuration of TLS, and a client that trusts it.
func (s *Server) secure() {
	s.TLS = s.TLS.Clone()
	if s.TLS == nil {
		s.TLS = &tls.Config{}
	}
	if s.TLS.NextProtos == nil {
		s.TLS.NextProtos = []string{"http/1.1"}
	}
	if len(s.TLS.Certificates) == 0 {
		s.TLS.Certificates = []tls.Certificate{{Certificate: [][]byte{[]byte(certificate)}}}
	}
	var err error
	if s.certificate, err = x509.ParseCertificate(s.TLS.Certificates[0].Certificate[0]); err != nil {
		panic(fmt.Sprintf("httptest: NewTLSServer: %v", err))
	}
	pool := x509.NewCertPool()
	pool.AddCert(s.certificate)
	transport := s.transport()
	transport.TLSClientConfig = &tls.Config{RootCAs: pool}
	s.client = &http.Client{Transport: transport}
}

// transport reaches the server also as example.com.
func (s *Server) transport() *http.Transport {
	return &http.Transport{Dial: func(network, addr string) (net.Conn, error) {
		host, port, _ := net.SplitHostPort(addr)
		switch {
		case s.hiddenTLS != nil && port == "443":
			addr = s.hiddenTLS.Addr().String()
		case s.hidden != nil:
			addr = s.hidden.Addr().String()
		case host == "example.com" || strings.HasSuffix(host, ".example.com"):
			addr = s.Listener.Addr().String()
		}
		return net.Dial(network, addr)
	}}
}

func (s *Server) serve(l net.Listener) {
	s.serving.Add(1)
	go func() {
		defer s.serving.Done()
		s.Config.Serve(l)
	}()
}

// watch keeps track of connections.
func (s *Server) watch() {
	hook := s.Config.ConnState
	s.conns = map[net.Conn]http.ConnState{}
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		s.mu.Lock()
		_, known := s.conns[c]
		switch state {
		case http.StateNew:
			s.serving.Add(1)
			s.conns[c] = state
			if s.closed {
				c.Close()
			}
		case http.StateActive, http.StateIdle:
			if known {
				s.conns[c] = state
			}
			if s.closed && state == http.StateIdle {
				c.Close()
			}
		case http.StateHijacked, http.StateClosed:
			if known {
				delete(s.conns, c)
				defer s.serving.Done()
			}
		}
		s.mu.Unlock()
		if hook != nil {
			hook(c, state)
		}
	}
}

// Close stops it and waits for the requests at hand.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		for _, l := range []net.Listener{s.Listener, s.hidden, s.hiddenTLS} {
			if l != nil {
				l.Close()
			}
		}
		s.Config.SetKeepAlivesEnabled(false)
		for c, state := range s.conns {
			if state == http.StateIdle || state == http.StateNew {
				c.Close()
			}
		}
		if t, ok := http.DefaultTransport.(interface{ CloseIdleConnections() }); ok {
			t.CloseIdleConnections()
		}
		if s.client != nil {
			s.client.CloseIdleConnections()
		}
	}
	s.mu.Unlock()
	s.serving.Wait()
}

// CloseClientConnections closes all connections.
func (s *Server) CloseClientConnections() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.Close()
	}
}

// Certificate is what the server shows, or nil without TLS.
func (s *Server) Certificate() *x509.Certificate { return s.certificate }

// Client is one for this server, which ends with it. It starts a server that has no address yet.
func (s *Server) Client() *http.Client {
	if s.client == nil && s.URL == "" && s.Listener == nil {
		s.hidden, s.hiddenTLS = listen(), listen()
		s.secure()
		s.hiddenTLS = tls.NewListener(s.hiddenTLS, s.TLS)
		s.URL = "http://example.com"
		s.watch()
		s.serve(s.hidden)
		s.serve(s.hiddenTLS)
		// It is reached under any name, so the name says nothing.
		s.client.Transport.(*http.Transport).TLSClientConfig.ServerName = "example.com"
	}
	return s.client
}
