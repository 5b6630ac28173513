// Package httptest has what tests of handlers and clients need.
package httptest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// DefaultRemoteAddr is the client's address where there is no client.
const DefaultRemoteAddr = "1.2.3.4"

// NewRequest makes a request as a server gets it. What cannot be one is a panic.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	if method == "" {
		method = "GET"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.0\r\n\r\n")))
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r = r.WithContext(ctx)
	r.Proto, r.ProtoMinor, r.Close = "HTTP/1.1", 1, false
	if body != nil {
		switch b := body.(type) {
		case *bytes.Buffer:
			r.ContentLength = int64(b.Len())
		case *bytes.Reader:
			r.ContentLength = int64(b.Len())
		case *strings.Reader:
			r.ContentLength = int64(b.Len())
		default:
			r.ContentLength = -1
			if body == http.NoBody {
				r.ContentLength = 0
			}
		}
		if closer, ok := body.(io.ReadCloser); ok {
			r.Body = closer
		} else {
			r.Body = io.NopCloser(body)
		}
	}
	r.RemoteAddr = "192.0.2.1:1234"
	if r.Host == "" {
		r.Host = "example.com"
	}
	return r
}

// A ResponseRecorder keeps what a handler answers.
type ResponseRecorder struct {
	Code      int
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	result *http.Response
	sent   http.Header // the header when it was written
	wrote  bool
}

// NewRecorder makes one.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: http.Header{}, Body: &bytes.Buffer{}, Code: 200}
}

// Header is what the handler changes.
func (rw *ResponseRecorder) Header() http.Header {
	if rw.HeaderMap == nil {
		rw.HeaderMap = http.Header{}
	}
	return rw.HeaderMap
}

func (rw *ResponseRecorder) begin(text []byte) {
	if rw.wrote {
		return
	}
	h := rw.Header()
	_, typed := h["Content-Type"]
	if !typed && h.Get("Transfer-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(text))
	}
	rw.WriteHeader(200)
}

func (rw *ResponseRecorder) Write(buf []byte) (int, error) {
	rw.begin(buf)
	if rw.Body != nil {
		rw.Body.Write(buf)
	}
	return len(buf), nil
}

// WriteString writes text.
func (rw *ResponseRecorder) WriteString(str string) (int, error) { return rw.Write([]byte(str)) }

// WriteHeader writes the header with a status.
func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.wrote {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	rw.Code, rw.wrote = code, true
	rw.sent = rw.Header().Clone()
}

// Flush notes that it was called.
func (rw *ResponseRecorder) Flush() {
	if !rw.wrote {
		rw.WriteHeader(200)
	}
	rw.Flushed = true
}

// Result is the response as a client would get it.
func (rw *ResponseRecorder) Result() *http.Response {
	if rw.result != nil {
		return rw.result
	}
	if rw.sent == nil {
		rw.sent = rw.Header().Clone()
	}
	res := &http.Response{
		StatusCode: rw.Code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: rw.sent, Body: http.NoBody,
	}
	rw.result = res
	if res.StatusCode == 0 {
		res.StatusCode = 200
	}
	res.Status = fmt.Sprintf("%03d %s", res.StatusCode, http.StatusText(res.StatusCode))
	if rw.Body != nil {
		res.Body = io.NopCloser(bytes.NewReader(rw.Body.Bytes()))
	}
	res.ContentLength = -1
	if n, err := strconv.ParseInt(strings.TrimSpace(rw.sent.Get("Content-Length")), 10, 64); err == nil && n >= 0 {
		res.ContentLength = n
	}
	for _, value := range rw.sent["Trailer"] {
		for name := range strings.SplitSeq(value, ",") {
			name = http.CanonicalHeaderKey(strings.TrimSpace(name))
			if values := rw.HeaderMap[name]; values != nil {
				rw.trailer()[name] = append([]string(nil), values...)
			}
		}
	}
	for key, values := range rw.HeaderMap {
		if name, ok := strings.CutPrefix(key, http.TrailerPrefix); ok {
			for _, value := range values {
				rw.trailer().Add(name, value)
			}
		}
	}
	return res
}

func (rw *ResponseRecorder) trailer() http.Header {
	if rw.result.Trailer == nil {
		rw.result.Trailer = http.Header{}
	}
	return rw.result.Trailer
}

// A Server listens on the loopback address.
type Server struct {
	URL         string
	Listener    net.Listener
	EnableHTTP2 bool
	Config      *http.Server

	client  *http.Client
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

// NewUnstartedServer makes one.
func NewUnstartedServer(handler http.Handler) *Server {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("httptest: failed to listen on a port: %v", err))
	}
	return &Server{Listener: l, Config: &http.Server{Handler: handler}}
}

// Start starts it.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.client = &http.Client{Transport: &http.Transport{}}
	s.URL = "http://" + s.Listener.Addr().String()
	s.watch()
	s.serving.Add(1)
	go func() {
		defer s.serving.Done()
		s.Config.Serve(s.Listener)
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
		s.Listener.Close()
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

// Client is one for this server, which ends with it.
func (s *Server) Client() *http.Client { return s.client }
