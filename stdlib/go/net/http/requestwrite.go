package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/chunked"
	"io"
	"maps"
	"net/http/httptrace"
	"slices"
	"strings"
	"time"
)

// userAgent is what requests say who sends them.
const userAgent = "Go-http-client/1.1"

// writing is how a request is written.
type writing struct {
	extra Header // fields that are not the user's
	proxy bool   // the whole URL is sent
	trace *httptrace.ClientTrace
	wait  func() // before the body
}

// Write writes a request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.write(w, writing{}) }

// WriteProxy writes it with its whole URL.
func (r *Request) WriteProxy(w io.Writer) error { return r.write(w, writing{proxy: true}) }

// target is what stands in the first line.
func (r *Request) target(host string, proxy bool) string {
	target := r.URL.RequestURI()
	switch {
	case proxy && r.URL.Scheme != "" && r.URL.Opaque == "":
		return r.URL.Scheme + "://" + host + target
	case r.Method == MethodConnect && r.URL.Path == "":
		if r.URL.Opaque != "" {
			return r.URL.Opaque
		}
		return host
	}
	return target
}

// patience is how long the first byte of a body may take whose length nobody knows and that may be empty.
const patience = 200 * time.Millisecond

// sized is the body and its length, -1 if unknown. One of unknown length that turns out to be empty is none.
func (r *Request) sized() (io.Reader, int64) {
	if r.Body == nil || r.Body == NoBody {
		return nil, 0
	}
	if r.ContentLength > 0 {
		return r.Body, r.ContentLength
	}
	if slices.Equal(r.TransferEncoding, []string{"chunked"}) {
		return r.Body, -1
	}
	switch r.Method {
	case "", MethodGet, MethodHead, MethodDelete, MethodOptions, "PROPFIND", "SEARCH":
	default:
		return r.Body, -1
	}
	begun := make(chan beginning, 1)
	go func() {
		var first [1]byte
		n, err := r.Body.Read(first[:])
		begun <- beginning{first[:n], err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case b := <-begun:
		if len(b.first) == 0 && b.err == io.EOF {
			return nil, 0
		}
		return b.reader(r.Body), -1
	case <-timer.C:
		return &late{body: r.Body, begun: begun}, -1
	}
}

// A beginning is what the first read of a body gave.
type beginning struct {
	first []byte
	err   error
}

// reader is the whole body.
func (b beginning) reader(rest io.Reader) io.Reader {
	if b.err != nil && b.err != io.EOF {
		rest = failing{b.err}
	}
	return io.MultiReader(bytes.NewReader(b.first), rest)
}

// late is a body whose beginning is still to come.
type late struct {
	body  io.Reader
	begun chan beginning
	whole io.Reader
}

func (l *late) Read(p []byte) (int, error) {
	if l.whole == nil {
		l.whole = (<-l.begun).reader(l.body)
	}
	return l.whole.Read(p)
}

// failing is a reader that has failed.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func (r *Request) write(w io.Writer, how writing) error {
	fail := func(err error) error {
		if r.Body != nil {
			r.Body.Close()
		}
		return err
	}
	host := r.Host
	if host == "" {
		if r.URL == nil {
			return fail(errors.New("http: Request.Write on Request with no Host or URL set"))
		}
		host = r.URL.Host
	}
	host = withoutZone(host)
	if !validHost(host) {
		return fail(errors.New("http: invalid Host header"))
	}
	method := r.Method
	if method == "" {
		method = MethodGet
	}
	target := r.target(host, how.proxy)
	if strings.ContainsFunc(target, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return fail(errors.New("net/http: can't write control character in Request.URL"))
	}
	if r.Body == nil && r.ContentLength > 0 {
		return fmt.Errorf("http: Request.ContentLength=%d with nil Body", r.ContentLength)
	}
	body, n := r.sized()
	if r.Body != nil {
		defer r.Body.Close()
	}
	b, ok := w.(*bufio.Writer)
	if !ok {
		b = bufio.NewWriter(w)
	}
	wrote := func(key, value string) {
		if how.trace != nil && how.trace.WroteHeaderField != nil {
			how.trace.WroteHeaderField(key, []string{value})
		}
	}
	line := func(key, value string) {
		b.WriteString(key + ": " + value + "\r\n")
		wrote(key, value)
	}
	fmt.Fprintf(b, "%s %s HTTP/1.1\r\n", method, target)
	line("Host", host)
	agent := userAgent
	if r.Header.has("User-Agent") {
		agent = r.Header.Get("User-Agent")
	}
	if agent = strings.Trim(strings.NewReplacer("\n", " ", "\r", " ").Replace(agent), " \t"); agent != "" {
		line("User-Agent", agent)
	}
	if r.Close && !r.Header.contains("Connection", "close") {
		line("Connection", "close")
	}
	switch {
	case n < 0:
		line("Transfer-Encoding", "chunked")
		if len(r.Trailer) > 0 {
			names := slices.Sorted(maps.Keys(r.Trailer))
			for i, name := range names {
				names[i] = CanonicalHeaderKey(name)
				switch names[i] {
				case "Transfer-Encoding", "Trailer", "Content-Length":
					return fmt.Errorf("http: invalid Trailer key %q", names[i])
				}
			}
			line("Trailer", strings.Join(names, ","))
		}
	case n > 0 || method == MethodPost || method == MethodPut || method == MethodPatch:
		line("Content-Length", fmt.Sprint(n))
	}
	exclude := map[string]bool{
		"Host": true, "User-Agent": true, "Content-Length": true, "Transfer-Encoding": true, "Trailer": true,
	}
	for _, fields := range []Header{r.Header, how.extra} {
		if err := fields.writeSubset(b, exclude, wrote); err != nil {
			return err
		}
	}
	b.WriteString("\r\n")
	if how.trace != nil && how.trace.WroteHeaders != nil {
		how.trace.WroteHeaders()
	}
	if body == nil {
		return b.Flush()
	}
	// Who reads the request need not wait for a body that may not be there yet.
	if how.wait != nil || r.GetBody == nil {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	if how.wait != nil {
		how.wait()
	}
	if n < 0 {
		cw := chunked.Writer{To: b}
		if _, err := io.Copy(flushed{cw, b}, body); err != nil {
			return err
		}
		if err := endChunks(cw, r.Trailer); err != nil {
			return err
		}
		return b.Flush()
	}
	copied, err := io.Copy(b, io.LimitReader(body, n))
	if err != nil {
		return err
	}
	more, err := io.Copy(io.Discard, body)
	if err != nil {
		return err
	}
	if copied+more != n {
		return fmt.Errorf("http: ContentLength=%d with Body length %d", n, copied+more)
	}
	return b.Flush()
}

// flushed sends each chunk at once: who reads the request may wait for it.
type flushed struct {
	chunked.Writer
	b *bufio.Writer
}

func (f flushed) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err == nil {
		err = f.b.Flush()
	}
	return n, err
}

// withoutZone removes the zone of an IPv6 address.
func withoutZone(host string) string {
	if !strings.HasPrefix(host, "[") {
		return host
	}
	end := strings.LastIndexByte(host, ']')
	zone := strings.LastIndexByte(host[:max(end, 0)], '%')
	if end < 0 || zone < 0 {
		return host
	}
	return host[:zone] + host[end:]
}

// validHost reports whether a text can be the field Host.
func validHost(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		if !('a' <= c && c <= 'z' || '0' <= s[i] && s[i] <= '9' || strings.IndexByte("!$%&'()*+,-.:;=[]_~", s[i]) >= 0) {
			return false
		}
	}
	return true
}
