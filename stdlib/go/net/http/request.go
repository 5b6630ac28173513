package http

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/url"
	"strings"
)

var errMissingForm = errors.New("missing form body")

// A Request is what a server got, or what a client is to send.
type Request struct {
	Method           string
	URL              *url.URL
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	GetBody          func() (io.ReadCloser, error)
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Host             string
	Form             url.Values
	PostForm         url.Values
	MultipartForm    *multipart.Form
	Trailer          Header
	RemoteAddr       string
	RequestURI       string
	TLS              *tls.ConnectionState
	Cancel           <-chan struct{}
	Response         *Response
	Pattern          string

	ctx    context.Context
	wild   []string // values of a pattern's wildcards, by their order
	names  []string // their names
	others map[string]string
}

// NewRequest makes a request with the background context.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

// NewRequestWithContext makes a request for a client to send.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = MethodGet
	}
	if !validToken(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	closer, ok := body.(io.ReadCloser)
	if !ok && body != nil {
		closer = io.NopCloser(body)
	}
	u.Host = strings.TrimSuffix(u.Host, ":")
	r := &Request{
		ctx: ctx, Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: Header{}, Body: closer, Host: u.Host,
	}
	again := func(n int, reader func() io.Reader) {
		r.ContentLength = int64(n)
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(reader()), nil }
		if n == 0 {
			r.Body = NoBody
			r.GetBody = func() (io.ReadCloser, error) { return NoBody, nil }
		}
	}
	switch b := body.(type) {
	case *bytes.Buffer:
		data := b.Bytes()
		again(b.Len(), func() io.Reader { return bytes.NewReader(data) })
	case *bytes.Reader:
		copied := *b
		again(b.Len(), func() io.Reader { r := copied; return &r })
	case *strings.Reader:
		copied := *b
		again(b.Len(), func() io.Reader { r := copied; return &r })
	}
	return r, nil
}

// Context is the request's; of a server's it ends when the client goes or the handler returns.
func (r *Request) Context() context.Context {
	if r.ctx != nil {
		return r.ctx
	}
	return context.Background()
}

// WithContext is a shallow copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	out := *r
	out.ctx = ctx
	return &out
}

// Clone is a deep copy but for the body.
func (r *Request) Clone(ctx context.Context) *Request {
	out := r.WithContext(ctx)
	if r.URL != nil {
		u := *r.URL
		out.URL = &u
	}
	out.Header = r.Header.Clone()
	out.Trailer = r.Trailer.Clone()
	out.TransferEncoding = append([]string(nil), r.TransferEncoding...)
	out.Form, out.PostForm = url.Values(Header(r.Form).Clone()), url.Values(Header(r.PostForm).Clone())
	if r.MultipartForm != nil {
		out.MultipartForm = &multipart.Form{
			Value: Header(r.MultipartForm.Value).Clone(), File: maps.Clone(r.MultipartForm.File),
		}
	}
	out.wild, out.names = append([]string(nil), r.wild...), append([]string(nil), r.names...)
	out.others = maps.Clone(r.others)
	return out
}

// ProtoAtLeast compares versions of HTTP.
func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }
func (r *Request) Referer() string   { return r.Header.Get("Referer") }

// Cookies are all that came with the request.
func (r *Request) Cookies() []*Cookie { return readCookies(r.Header, "") }

// CookiesNamed are those of a name.
func (r *Request) CookiesNamed(name string) []*Cookie {
	if name == "" {
		return []*Cookie{}
	}
	return readCookies(r.Header, name)
}

// Cookie is the first of a name.
func (r *Request) Cookie(name string) (*Cookie, error) {
	if found := r.CookiesNamed(name); len(found) > 0 {
		return found[0], nil
	}
	return nil, ErrNoCookie
}

// AddCookie adds one to those to be sent.
func (r *Request) AddCookie(c *Cookie) {
	s := (&Cookie{Name: c.Name, Value: c.Value, Quoted: c.Quoted}).String()
	if before := r.Header.Get("Cookie"); before != "" {
		s = before + "; " + s
	}
	r.Header.Set("Cookie", s)
}

// BasicAuth is the name and password of RFC 7617.
func (r *Request) BasicAuth() (username, password string, ok bool) {
	scheme, code, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Basic") {
		return "", "", false
	}
	text, err := base64.StdEncoding.DecodeString(code)
	if err != nil {
		return "", "", false
	}
	username, password, ok = strings.Cut(string(text), ":")
	if !ok {
		return "", "", false
	}
	return username, password, true
}

// SetBasicAuth sets name and password.
func (r *Request) SetBasicAuth(username, password string) {
	code := base64.StdEncoding.EncodeToString([]byte(username + ":" + password))
	r.Header.Set("Authorization", "Basic "+code)
}

// PathValue is what stood in the path in place of a wildcard.
func (r *Request) PathValue(name string) string {
	for i, wildcard := range r.names {
		if wildcard == name {
			return r.wild[i]
		}
	}
	return r.others[name]
}

// SetPathValue sets what PathValue answers.
func (r *Request) SetPathValue(name, value string) {
	for i, wildcard := range r.names {
		if wildcard == name {
			r.wild[i] = value
			return
		}
	}
	if r.others == nil {
		r.others = map[string]string{}
	}
	r.others[name] = value
}

// maxForm is how long a form's body may be.
const maxForm = 10 << 20

// ParseForm fills Form and PostForm. Values of the body come before those of the URL.
func (r *Request) ParseForm() error {
	var err error
	if r.PostForm == nil {
		r.PostForm = url.Values{}
		switch r.Method {
		case MethodPost, MethodPut, MethodPatch:
			r.PostForm, err = r.postForm()
		}
	}
	if r.Form == nil {
		r.Form = url.Values{}
		for key, values := range r.PostForm {
			r.Form[key] = append([]string(nil), values...)
		}
		if r.URL != nil {
			query, e := url.ParseQuery(r.URL.RawQuery)
			for key, values := range query {
				r.Form[key] = append(r.Form[key], values...)
			}
			if err == nil {
				err = e
			}
		}
	}
	return err
}

func (r *Request) postForm() (url.Values, error) {
	none := url.Values{}
	if r.Body == nil {
		return none, errMissingForm
	}
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		kind = "application/octet-stream" // RFC 7231 section 3.1.1.5
	}
	kind, _, err := mime.ParseMediaType(kind)
	if kind != "application/x-www-form-urlencoded" {
		return none, err
	}
	body, limited := io.Reader(r.Body), false
	if _, ok := r.Body.(*maxBytesReader); !ok {
		body, limited = io.LimitReader(r.Body, maxForm+1), true
	}
	text, e := io.ReadAll(body)
	if e != nil {
		if err == nil {
			err = e
		}
		return none, err
	}
	if limited && len(text) > maxForm {
		return none, errors.New("http: POST too large")
	}
	values, e := url.ParseQuery(string(text))
	if err == nil {
		err = e
	}
	return values, err
}

// ParseHTTPVersion reads "HTTP/1.1".
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	if len(vers) != len("HTTP/1.1") || vers[:5] != "HTTP/" || vers[6] != '.' {
		return 0, 0, false
	}
	a, b := int(vers[5])-'0', int(vers[7])-'0'
	if a < 0 || a > 9 || b < 0 || b > 9 {
		return 0, 0, false
	}
	return a, b, true
}

// ReadRequest reads what a client sent.
func ReadRequest(b *bufio.Reader) (*Request, error) {
	r, err := readRequest(b, unlimited())
	if err == nil {
		r.Header.Del("Host")
	}
	return r, err
}

// readRequest keeps the field Host, and reads no more of the header than a limit.
func readRequest(b *bufio.Reader, limit *int) (*Request, error) {
	line, err := readLine(b, limit)
	if err != nil {
		return nil, err
	}
	method, rest, ok1 := strings.Cut(line, " ")
	target, proto, ok2 := strings.Cut(rest, " ")
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("malformed HTTP request %q", line)
	}
	if !validToken(method) {
		return nil, fmt.Errorf("invalid method %q", method)
	}
	r := &Request{Method: method, Proto: proto, RequestURI: target}
	if r.ProtoMajor, r.ProtoMinor, ok1 = ParseHTTPVersion(proto); !ok1 {
		return nil, fmt.Errorf("malformed HTTP version %q", proto)
	}
	if method == MethodConnect && !strings.HasPrefix(target, "/") {
		if r.URL, err = url.ParseRequestURI("http://" + target); err != nil {
			return nil, err
		}
		r.URL.Scheme = ""
	} else if r.URL, err = url.ParseRequestURI(target); err != nil {
		return nil, err
	}
	if r.Header, err = readHeader(b, limit); err != nil {
		return nil, err
	}
	if hosts := r.Header["Host"]; len(hosts) > 1 {
		return nil, errors.New("too many Host headers")
	}
	r.Host = r.URL.Host
	if r.Host == "" {
		r.Host = r.Header.Get("Host")
	}
	r.Close = r.prefersHTTP2() || r.Header.contains("Connection", "close") ||
		!r.ProtoAtLeast(1, 1) && !r.Header.contains("Connection", "keep-alive")
	n, err := length(r.Header, r.ProtoAtLeast(1, 1))
	if err != nil {
		return nil, err
	}
	if n == -1 {
		r.Trailer = announced(r.Header)
	}
	switch {
	case n == -1:
		r.ContentLength, r.TransferEncoding = -1, []string{"chunked"}
		r.Body = &body{src: &chunks{src: b, trailer: &r.Trailer}}
	case n > 0:
		r.ContentLength = n
		r.Body = &body{src: &exactly{b, n}}
	default:
		r.Body = NoBody
	}
	if r.prefersHTTP2() {
		r.ContentLength = -1
	}
	return r, nil
}

// prefersHTTP2 reports whether it is what clients begin with that speak only HTTP/2.
func (r *Request) prefersHTTP2() bool {
	return r.Method == "PRI" && len(r.Header) == 0 && r.URL.Path == "*" && r.Proto == "HTTP/2.0"
}

// announced has the names of a trailer that a header promises.
func announced(h Header) Header {
	var trailer Header
	for _, value := range h["Trailer"] {
		for name := range strings.SplitSeq(value, ",") {
			if trailer == nil {
				trailer = Header{}
			}
			trailer[CanonicalHeaderKey(strings.TrimSpace(name))] = nil
		}
	}
	if trailer != nil {
		h.Del("Trailer")
	}
	return trailer
}
