package http

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"strconv"
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
	Trailer          Header
	RemoteAddr       string
	RequestURI       string
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
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if strings.ToLower(strings.TrimSpace(kind)) != "application/x-www-form-urlencoded" {
		return none, nil
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, maxForm+1))
	if err != nil {
		return none, err
	}
	if len(text) > maxForm {
		return none, errors.New("http: POST too large")
	}
	values, err := url.ParseQuery(string(text))
	if values == nil {
		values = none
	}
	return values, err
}

// FormValue is the first value of a key, of the body or the URL.
func (r *Request) FormValue(key string) string {
	r.ParseForm()
	return r.Form.Get(key)
}

// PostFormValue is the first value of a key in the body.
func (r *Request) PostFormValue(key string) string {
	r.ParseForm()
	return r.PostForm.Get(key)
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
	line, err := readLine(b)
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
		r.URL = &url.URL{Host: target}
	} else if r.URL, err = url.ParseRequestURI(target); err != nil {
		return nil, err
	}
	if r.Header, err = readHeader(b); err != nil {
		return nil, err
	}
	r.Host = r.URL.Host
	if r.Host == "" {
		r.Host = r.Header.Get("Host")
	}
	r.Header.Del("Host")
	r.Close = r.Header.contains("Connection", "close") ||
		!r.ProtoAtLeast(1, 1) && !r.Header.contains("Connection", "keep-alive")
	n, err := length(r.Header)
	if err != nil {
		return nil, err
	}
	r.Trailer = announced(r.Header)
	switch {
	case n == -1:
		r.ContentLength, r.TransferEncoding = -1, []string{"chunked"}
		r.Header.Del("Transfer-Encoding")
		r.Header.Del("Content-Length")
		r.Body = &body{src: &chunks{src: b, trailer: r.Trailer}}
	case n > 0:
		r.ContentLength = n
		r.Body = &body{src: &exactly{b, n}}
	default:
		r.Body = NoBody
	}
	return r, nil
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

// DefaultUserAgent is what requests say who sends them.
const userAgent = "Go-http-client/1.1"

// Write writes a request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.write(w, nil) }

// WriteProxy writes it with its whole URL.
func (r *Request) WriteProxy(w io.Writer) error {
	out := *r
	u := *r.URL
	u.Opaque = u.Scheme + "://" + u.Host + u.EscapedPath()
	out.URL = &u
	return out.write(w, nil)
}

// write also sends fields that are not the user's.
func (r *Request) write(w io.Writer, extra Header) error {
	host := r.Host
	if host == "" {
		if r.URL == nil || r.URL.Host == "" {
			return errors.New("http: Request.Write on Request with no Host or URL set")
		}
		host = r.URL.Host
	}
	method := r.Method
	if method == "" {
		method = MethodGet
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, r.URL.RequestURI(), host)
	if !r.Header.has("User-Agent") {
		fmt.Fprintf(b, "User-Agent: %s\r\n", userAgent)
	} else if agent := r.Header.Get("User-Agent"); agent != "" {
		fmt.Fprintf(b, "User-Agent: %s\r\n", agent)
	}
	hasBody := r.Body != nil && r.Body != NoBody
	if r.Body != nil {
		defer r.Body.Close()
	}
	chunked := hasBody && r.ContentLength <= 0
	switch {
	case r.Close:
		b.WriteString("Connection: close\r\n")
	}
	if chunked {
		b.WriteString("Transfer-Encoding: chunked\r\n")
	} else if hasBody || method == MethodPost || method == MethodPut || method == MethodPatch {
		fmt.Fprintf(b, "Content-Length: %d\r\n", r.ContentLength)
	}
	exclude := map[string]bool{
		"Host": true, "User-Agent": true, "Content-Length": true, "Transfer-Encoding": true, "Trailer": true,
	}
	if err := r.Header.WriteSubset(b, exclude); err != nil {
		return err
	}
	extra.Write(b)
	b.WriteString("\r\n")
	if !hasBody {
		return b.Flush()
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if chunked {
		cw := chunkedWriter{b}
		if _, err := io.Copy(cw, r.Body); err != nil {
			return err
		}
		cw.end(r.Trailer)
		return b.Flush()
	}
	n, err := io.Copy(b, io.LimitReader(r.Body, r.ContentLength))
	if err != nil {
		return err
	}
	if n < r.ContentLength {
		return errors.New("http: ContentLength=" + strconv.FormatInt(r.ContentLength, 10) +
			" with Body length " + strconv.FormatInt(n, 10))
	}
	return b.Flush()
}
