// Package httptest has what tests of handlers and clients need.
package httptest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
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
