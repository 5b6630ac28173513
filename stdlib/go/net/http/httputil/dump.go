// Package httputil shows messages of HTTP as they travel, and has a reverse proxy.
package httputil

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/chunked"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// drain reads a body: two that read the same.
func drain(b io.ReadCloser) (first, second io.ReadCloser, err error) {
	if b == nil || b == http.NoBody {
		return http.NoBody, http.NoBody, nil
	}
	text, err := io.ReadAll(b)
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		return nil, b, err
	}
	return io.NopCloser(bytes.NewReader(text)), io.NopCloser(bytes.NewReader(text)), nil
}

// sameByte is a body of any length that nobody looks at.
type sameByte struct{}

func (sameByte) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// DumpRequestOut shows a request as a client's Transport sends it.
func DumpRequestOut(req *http.Request, body bool) ([]byte, error) {
	saved := req.Body
	out := req.Clone(req.Context())
	if out.Header == nil {
		out.Header = http.Header{}
	}
	switch {
	case req.URL == nil || req.URL.Host == "":
		return nil, &url.Error{Op: "Get", Err: errors.New("http: no Host in request URL")}
	case body:
		var err error
		if out.Body, saved, err = drain(req.Body); err != nil {
			return nil, err
		}
	case req.Body != nil && req.Body != http.NoBody:
		n := req.ContentLength
		if n <= 0 {
			n = 1
		}
		out.Body = io.NopCloser(io.LimitReader(sameByte{}, n))
	}
	if body && out.Body != http.NoBody {
		defer func() { req.Body = saved }()
	}
	var b bytes.Buffer
	if err := out.Write(&b); err != nil {
		return nil, err
	}
	head, rest, _ := strings.Cut(b.String(), "\r\n\r\n")
	if out.Header.Get("Accept-Encoding") == "" && out.Header.Get("Range") == "" && out.Method != http.MethodHead {
		head += "\r\nAccept-Encoding: gzip"
	}
	if !body {
		rest = ""
	}
	return []byte(head + "\r\n\r\n" + rest), nil
}

func isChunked(encodings []string) bool { return len(encodings) > 0 && encodings[0] == "chunked" }

// DumpRequest shows a request as a server got it.
func DumpRequest(req *http.Request, body bool) ([]byte, error) {
	saved := req.Body
	if body && req.Body != nil {
		var err error
		if saved, req.Body, err = drain(req.Body); err != nil {
			return nil, err
		}
		saved, req.Body = req.Body, saved
	}
	defer func() { req.Body = saved }()
	var b bytes.Buffer
	target := req.RequestURI
	if target == "" {
		target = req.URL.RequestURI()
	}
	method := req.Method
	if method == "" {
		method = "GET"
	}
	fmt.Fprintf(&b, "%s %s HTTP/%d.%d\r\n", method, target, req.ProtoMajor, req.ProtoMinor)
	if !strings.HasPrefix(req.RequestURI, "http://") && !strings.HasPrefix(req.RequestURI, "https://") {
		host := req.Host
		if host == "" && req.URL != nil {
			host = req.URL.Host
		}
		if host != "" {
			fmt.Fprintf(&b, "Host: %s\r\n", host)
		}
	}
	if len(req.TransferEncoding) > 0 {
		fmt.Fprintf(&b, "Transfer-Encoding: %s\r\n", strings.Join(req.TransferEncoding, ","))
	}
	err := req.Header.WriteSubset(&b, map[string]bool{"Host": true, "Transfer-Encoding": true, "Trailer": true})
	if err != nil {
		return nil, err
	}
	b.WriteString("\r\n")
	if req.Body == nil || !body {
		return b.Bytes(), nil
	}
	if !isChunked(req.TransferEncoding) {
		_, err = io.Copy(&b, req.Body)
		return b.Bytes(), err
	}
	w := NewChunkedWriter(&b)
	if _, err = io.Copy(w, req.Body); err == nil {
		err = w.Close()
		b.WriteString("\r\n")
	}
	return b.Bytes(), err
}

// errBody is what reading a body answers that is not to be shown.
var errBody = errors.New("not shown")

type unread struct{}

func (unread) Read([]byte) (int, error) { return 0, errBody }
func (unread) Close() error             { return nil }

// DumpResponse shows a response as it travels.
func DumpResponse(resp *http.Response, body bool) ([]byte, error) {
	saved, length := resp.Body, resp.ContentLength
	switch {
	case !body && resp.ContentLength == 0:
		resp.Body = http.NoBody
	case !body:
		resp.Body = unread{}
	case resp.Body == nil:
		resp.Body = http.NoBody
	default:
		var err error
		if saved, resp.Body, err = drain(resp.Body); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := resp.Write(&b)
	if errors.Is(err, errBody) {
		err = nil
	}
	resp.Body, resp.ContentLength = saved, length
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ErrLineTooLong is that the line before a chunk is too long.
var ErrLineTooLong = errors.New("header line too long")

// Errors of connections that are used by hand, which this package does not have.
var (
	ErrPersistEOF = &http.ProtocolError{ErrorString: "persistent connection closed"}
	ErrClosed     = &http.ProtocolError{ErrorString: "connection closed by user"}
	ErrPipeline   = &http.ProtocolError{ErrorString: "pipeline error"}
)

// NewChunkedWriter writes each Write as a chunk; Close writes the last one, without the trailer.
func NewChunkedWriter(w io.Writer) io.WriteCloser { return chunked.Writer{To: w} }

// NewChunkedReader reads what is in chunks. The trailer is not read.
func NewChunkedReader(r io.Reader) io.Reader {
	br, ok := r.(*bufio.Reader)
	if !ok {
		br = bufio.NewReader(r)
	}
	return &chunkedReader{r: br}
}

type chunkedReader struct {
	r     *bufio.Reader
	left  uint64 // of the chunk at hand
	begun bool
	err   error
}

func (c *chunkedReader) Read(p []byte) (int, error) {
	if c.err == nil && c.left == 0 {
		c.err = c.next()
	}
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.r.Read(p[:min(uint64(len(p)), c.left)])
	c.left -= uint64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	c.err = err
	return n, err
}

// next reads the line before a chunk; io.EOF after the last one.
func (c *chunkedReader) next() error {
	if c.begun {
		var end [2]byte
		if _, err := io.ReadFull(c.r, end[:]); err != nil {
			return io.ErrUnexpectedEOF
		}
		if string(end[:]) != "\r\n" {
			return errors.New("malformed chunked encoding")
		}
	}
	c.begun = true
	line, err := c.r.ReadSlice('\n')
	switch err {
	case nil:
	case io.EOF:
		return io.ErrUnexpectedEOF
	case bufio.ErrBufferFull:
		return ErrLineTooLong
	default:
		return err
	}
	if c.left, err = chunked.Size(string(line), 64); err != nil {
		return err
	}
	if c.left == 0 {
		return io.EOF
	}
	return nil
}

func hasToken(h http.Header, key, token string) bool {
	return slices.ContainsFunc(tokens(h, key), func(s string) bool { return strings.EqualFold(s, token) })
}

func tokens(h http.Header, key string) (all []string) {
	for _, value := range h[key] {
		for part := range strings.SplitSeq(value, ",") {
			if part = strings.Trim(part, " \t"); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}
