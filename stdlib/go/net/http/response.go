package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// ErrNoLocation is what Response.Location answers where none is.
var ErrNoLocation = errors.New("http: no Location header in response")

// A Response is what a client got.
type Response struct {
	Status           string
	StatusCode       int
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Uncompressed     bool
	Trailer          Header
	Request          *Request
}

// Cookies are those that the server set.
func (r *Response) Cookies() []*Cookie { return readSetCookies(r.Header) }

// Location is where the server sends the client.
func (r *Response) Location() (*url.URL, error) {
	to := r.Header.Get("Location")
	if to == "" {
		return nil, ErrNoLocation
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(to)
	}
	return url.Parse(to)
}

// ProtoAtLeast compares versions of HTTP.
func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// ReadResponse reads what a server answered to a request; nil is a GET.
func ReadResponse(r *bufio.Reader, req *Request) (*Response, error) {
	line, err := readLine(r)
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	proto, status, ok := strings.Cut(line, " ")
	if !ok {
		return nil, fmt.Errorf("malformed HTTP response %q", line)
	}
	out := &Response{Proto: proto, Status: strings.TrimLeft(status, " "), Request: req}
	code, _, _ := strings.Cut(out.Status, " ")
	if out.StatusCode, err = strconv.Atoi(code); err != nil || len(code) != 3 || out.StatusCode < 0 {
		return nil, fmt.Errorf("malformed HTTP status code %q", code)
	}
	if out.ProtoMajor, out.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, fmt.Errorf("malformed HTTP version %q", proto)
	}
	if out.Header, err = readHeader(r); err != nil {
		return nil, err
	}
	out.Close = out.Header.contains("Connection", "close") ||
		!out.ProtoAtLeast(1, 1) && !out.Header.contains("Connection", "keep-alive")
	n, err := length(out.Header)
	if err != nil {
		return nil, err
	}
	head := req != nil && req.Method == MethodHead
	out.Trailer = announced(out.Header)
	switch {
	case head || !bodyAllowed(out.StatusCode):
		out.Body, out.ContentLength = NoBody, max(n, -1)
		if !head {
			out.ContentLength = 0
		}
	case n == -1:
		out.ContentLength, out.TransferEncoding = -1, []string{"chunked"}
		out.Header.Del("Transfer-Encoding")
		out.Body = &body{src: &chunks{src: r, trailer: out.Trailer}}
	case n == -2:
		// It ends with the connection.
		out.ContentLength, out.Close = -1, true
		out.Body = &body{src: r}
	case n == 0:
		out.Body = NoBody
	default:
		out.ContentLength = n
		out.Body = &body{src: &exactly{r, n}}
	}
	return out, nil
}

// Write writes a response as a server sends it.
func (r *Response) Write(w io.Writer) error {
	status := strings.TrimPrefix(r.Status, strconv.Itoa(r.StatusCode)+" ")
	if r.Status == "" {
		if status = StatusText(r.StatusCode); status == "" {
			status = "status code " + strconv.Itoa(r.StatusCode)
		}
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "HTTP/%d.%d %03d %s\r\n", r.ProtoMajor, r.ProtoMinor, r.StatusCode, status)
	hasBody := r.Body != nil && r.Body != NoBody && bodyAllowed(r.StatusCode)
	chunked := hasBody && (r.ContentLength < 0 && r.ProtoAtLeast(1, 1) || r.header("chunked"))
	if r.Close || hasBody && r.ContentLength < 0 && !chunked {
		b.WriteString("Connection: close\r\n")
	}
	if chunked {
		b.WriteString("Transfer-Encoding: chunked\r\n")
	} else if r.ContentLength >= 0 && bodyAllowed(r.StatusCode) {
		fmt.Fprintf(b, "Content-Length: %d\r\n", r.ContentLength)
	}
	exclude := map[string]bool{"Content-Length": true, "Transfer-Encoding": true, "Trailer": true}
	if err := r.Header.WriteSubset(b, exclude); err != nil {
		return err
	}
	b.WriteString("\r\n")
	if !hasBody {
		return b.Flush()
	}
	defer r.Body.Close()
	if chunked {
		cw := chunkedWriter{b}
		if _, err := io.Copy(cw, r.Body); err != nil {
			return err
		}
		cw.end(r.Trailer)
	} else if _, err := io.Copy(b, r.Body); err != nil {
		return err
	}
	return b.Flush()
}

// header reports whether a transfer encoding was asked for.
func (r *Response) header(encoding string) bool {
	return len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == encoding
}
