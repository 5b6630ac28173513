package http

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"internal/chunked"
	"io"
	"maps"
	"net/url"
	"slices"
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
	TLS              *tls.ConnectionState
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
	return readResponse(r, unlimited(), req)
}

// readResponse reads no more of the header than a limit.
func readResponse(r *bufio.Reader, limit *int, req *Request) (*Response, error) {
	line, err := readLine(r, limit)
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
	if out.Header, err = readHeader(r, limit); err != nil {
		return nil, err
	}
	out.Close = out.Header.contains("Connection", "close") ||
		!out.ProtoAtLeast(1, 1) && !out.Header.contains("Connection", "keep-alive")
	if out.Close && out.ProtoAtLeast(1, 1) {
		out.Header.Del("Connection")
	}
	n, err := length(out.Header, out.ProtoAtLeast(1, 1))
	if err != nil {
		return nil, err
	}
	head := req != nil && req.Method == MethodHead
	if n == -1 {
		out.Trailer = announced(out.Header)
	}
	switch {
	case head || !bodyAllowed(out.StatusCode):
		out.Body, out.ContentLength = NoBody, max(n, -1)
		if !head {
			out.ContentLength = 0
		} else if n == -1 {
			out.TransferEncoding = []string{"chunked"}
		}
	case n == -1:
		out.ContentLength, out.TransferEncoding = -1, []string{"chunked"}
		out.Body = &body{src: &chunks{src: r, trailer: &out.Trailer}}
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
	body, length := io.Reader(r.Body), r.ContentLength
	if r.Body == nil || r.Body == NoBody {
		body = nil
	} else if length == 0 {
		// Whether there is something to read shows only when it is read.
		var first [1]byte
		n, err := r.Body.Read(first[:])
		switch {
		case err != nil && err != io.EOF:
			return err
		case n == 0:
			body = nil
		default:
			body, length = io.MultiReader(strings.NewReader(string(first[:n])), r.Body), -1
		}
	}
	if body == nil {
		length = max(length, 0)
	}
	if r.Body != nil {
		defer r.Body.Close()
	}
	if !bodyAllowed(r.StatusCode) {
		body = nil
	}
	chunked := bodyAllowed(r.StatusCode) && r.ProtoAtLeast(1, 1) && len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked"
	closes := r.Close || length == -1 && r.ProtoAtLeast(1, 1) && !chunked && !r.Uncompressed
	head := fmt.Sprintf("HTTP/%d.%d %03d %s\r\n", r.ProtoMajor, r.ProtoMinor, r.StatusCode, status)
	if closes && !r.Header.contains("Connection", "close") {
		head += "Connection: close\r\n"
	}
	switch {
	case chunked:
		head += "Transfer-Encoding: chunked\r\n"
	case length > 0:
		head += fmt.Sprintf("Content-Length: %d\r\n", length)
	}
	if chunked && len(r.Trailer) > 0 {
		head += "Trailer: " + strings.Join(slices.Sorted(maps.Keys(r.Trailer)), ",") + "\r\n"
	}
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	exclude := map[string]bool{"Content-Length": true, "Transfer-Encoding": true, "Trailer": true}
	if err := r.Header.WriteSubset(w, exclude); err != nil {
		return err
	}
	end := "\r\n"
	if length == 0 && !chunked && bodyAllowed(r.StatusCode) {
		end = "Content-Length: 0\r\n\r\n"
	}
	if _, err := io.WriteString(w, end); err != nil {
		return err
	}
	if r.Request != nil && r.Request.Method == MethodHead {
		return nil
	}
	return writeBody(w, body, chunked, length, r.Trailer)
}

func writeBody(w io.Writer, body io.Reader, inChunks bool, length int64, trailer Header) error {
	switch {
	case inChunks:
		cw := chunked.Writer{To: w}
		if body != nil {
			if _, err := io.Copy(cw, body); err != nil {
				return err
			}
		}
		return endChunks(cw, trailer)
	case body == nil:
		return nil
	case length < 0:
		_, err := io.Copy(w, body)
		return err
	}
	n, err := io.Copy(w, io.LimitReader(body, length))
	if err != nil {
		return err
	}
	more, err := io.Copy(io.Discard, body)
	if err == nil && n+more != length {
		err = fmt.Errorf("http: ContentLength=%d with Body length %d", length, n+more)
	}
	return err
}
