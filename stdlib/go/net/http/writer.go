package http

import (
	"bufio"
	"context"
	"fmt"
	"internal/chunked"
	"io"
	"net"
	"path"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// kept is how much of a body is kept back to find out its length.
const kept = 2048

// leftover is how much of a request's body is read that its handler did not.
const leftover = 256 << 10

// A response is the ResponseWriter of a server.
type response struct {
	c      *serverConn
	req    *Request
	in     *bufio.Reader
	out    *bufio.Writer
	header Header

	status  int    // 0 before WriteHeader
	sent    Header // the header as it was then
	begun   bool   // the header was sent
	chunked bool
	held    []byte // of the body, before that
	length  int64  // as the handler said, or -1
	written int64
	done    bool
	close   bool
	went    bool  // 100 Continue was sent
	broken  error // nothing more can be sent
}

func newResponse(c *serverConn, r *Request, in *bufio.Reader) *response {
	return &response{
		c: c, req: r, in: in, out: bufio.NewWriterSize(c.conn, 4<<10), header: Header{}, length: -1,
		close: r.Close,
	}
}

func (w *response) Header() Header { return w.header }

// caller is the function outside this package that called.
func caller() runtime.Frame {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "net/http.") || !more {
			return frame
		}
	}
}

func (w *response) WriteHeader(status int) {
	if w.c.isHijacked() {
		from := caller()
		w.c.server.logf("http: response.WriteHeader on hijacked connection from %s (%s:%d)",
			from.Function, path.Base(from.File), from.Line)
		return
	}
	if w.status != 0 {
		from := caller()
		w.c.server.logf("http: superfluous response.WriteHeader call from %s (%s:%d)",
			from.Function, path.Base(from.File), from.Line)
		return
	}
	if status < 100 || status > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", status))
	}
	if status < 200 && status != StatusSwitchingProtocols {
		fmt.Fprintf(w.out, "HTTP/1.1 %03d %s\r\n", status, statusLine(status))
		w.header.WriteSubset(w.out, map[string]bool{"Content-Length": true, "Transfer-Encoding": true})
		w.out.WriteString("\r\n")
		w.out.Flush()
		return
	}
	w.status, w.sent = status, w.header.Clone()
	if text := w.sent.Get("Content-Length"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil && n >= 0 {
			w.length = n
		} else {
			w.c.server.logf("http: invalid Content-Length of %q", text)
			w.sent.Del("Content-Length")
		}
	}
}

func statusLine(status int) string {
	if text := StatusText(status); text != "" {
		return text
	}
	return "status code " + strconv.Itoa(status)
}

// carryOn tells a client that waits to send its body.
func (w *response) carryOn() {
	if w.status == 0 && !w.went {
		w.went = true
		io.WriteString(w.c.conn, "HTTP/1.1 100 Continue\r\n\r\n")
	}
}

func (w *response) Write(p []byte) (int, error) { return w.write(p) }

// WriteString writes text.
func (w *response) WriteString(s string) (int, error) { return w.write([]byte(s)) }

func (w *response) write(p []byte) (int, error) {
	if w.c.isHijacked() {
		if len(p) > 0 {
			from := caller()
			w.c.server.logf("http: response.Write on hijacked connection from %s (%s:%d)",
				from.Function, path.Base(from.File), from.Line)
		}
		return 0, ErrHijacked
	}
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if len(p) == 0 {
		return 0, nil
	}
	if !bodyAllowed(w.status) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(p))
	if w.length >= 0 && w.written > w.length {
		return 0, ErrContentLength
	}
	if !w.begun {
		if len(w.held)+len(p) <= kept {
			w.held = append(w.held, p...)
			return len(p), nil
		}
		w.begin(p)
	}
	return w.send(p)
}

// send sends a part of the body.
func (w *response) send(p []byte) (int, error) {
	switch {
	case w.req.Method == MethodHead:
		return len(p), nil
	case w.chunked:
		return w.chunk(p)
	}
	return w.out.Write(p)
}

// chunk gathers what becomes a chunk.
func (w *response) chunk(p []byte) (int, error) {
	if w.broken != nil {
		return 0, w.broken
	}
	if len(w.held)+len(p) > kept {
		if err := w.endChunk(); err != nil {
			return 0, err
		}
		if len(p) > kept {
			return chunked.Writer{To: w.out}.Write(p)
		}
	}
	w.held = append(w.held, p...)
	return len(p), nil
}

func (w *response) endChunk() error {
	if !w.chunked || len(w.held) == 0 {
		return nil
	}
	_, w.broken = chunked.Writer{To: w.out}.Write(w.held)
	w.held = w.held[:0]
	return w.broken
}

// begin sends the header and what was held back; `next` follows.
func (w *response) begin(next []byte) {
	w.begun = true
	h, extra := w.sent, Header{}
	whole := w.done && w.length < 0
	head := w.req.Method == MethodHead
	if !bodyAllowed(w.status) {
		delete(h, "Content-Length")
		delete(h, "Transfer-Encoding")
		if w.status == StatusNotModified {
			delete(h, "Content-Type")
		}
	}
	for key := range h {
		if strings.HasPrefix(key, TrailerPrefix) {
			delete(h, key)
		}
	}
	if whole && bodyAllowed(w.status) && !h.has("Transfer-Encoding") && (!head || len(w.held) > 0) {
		w.length = int64(len(w.held))
		extra["Content-Length"] = []string{strconv.Itoa(len(w.held))}
	}
	if !h.has("Content-Type") && !h.has("Transfer-Encoding") && bodyAllowed(w.status) &&
		len(w.held)+len(next) > 0 && h.Get("Content-Encoding") == "" {
		extra["Content-Type"] = []string{DetectContentType(append(w.held, next[:min(len(next), sniffed)]...))}
	}
	if !h.has("Date") {
		extra["Date"] = []string{time.Now().UTC().Format(TimeFormat)}
	}
	if w.length < 0 && !h.has("Content-Length") && bodyAllowed(w.status) && !head {
		if w.req.ProtoAtLeast(1, 1) && h.Get("Transfer-Encoding") != "identity" {
			w.chunked = true
			extra["Transfer-Encoding"] = []string{"chunked"}
			h.Del("Transfer-Encoding")
		} else {
			w.close = true
		}
	}
	if !bodyAllowed(w.status) {
		h.Del("Transfer-Encoding")
		if w.status != StatusNotModified {
			h.Del("Content-Length")
		}
	}
	if h.contains("Connection", "close") {
		w.close = true
	} else if !w.c.server.reuses() || w.unread() {
		w.close = true
	}
	if w.close && !h.has("Connection") && w.req.ProtoAtLeast(1, 1) {
		extra["Connection"] = []string{"close"}
	} else if !w.close && !w.req.ProtoAtLeast(1, 1) {
		extra["Connection"] = []string{"keep-alive"}
	}
	version := "HTTP/1.1"
	if !w.req.ProtoAtLeast(1, 1) {
		version = "HTTP/1.0"
	}
	fmt.Fprintf(w.out, "%s %03d %s\r\n", version, w.status, statusLine(w.status))
	h.Write(w.out)
	for _, key := range []string{"Date", "Content-Length", "Content-Type", "Connection", "Transfer-Encoding"} {
		if values := extra[key]; values != nil {
			w.out.WriteString(key + ": " + values[0] + "\r\n")
		}
	}
	w.out.WriteString("\r\n")
	if len(w.held) > 0 && !w.chunked {
		w.send(w.held)
		w.held = nil
	}
}

// unread reads what the handler left of the request's body; true if that is too much, or if the
// client still waits to be told to send it.
func (w *response) unread() bool {
	b, ok := w.req.Body.(*body)
	if !ok || b.atEnd {
		return false
	}
	if b.begin != nil && !w.went {
		return true
	}
	b.closed = false
	n, err := io.CopyN(io.Discard, b, leftover+1)
	b.closed = true
	return n > leftover || err != io.EOF
}

// Flush sends what was written.
func (w *response) Flush() { w.FlushError() }

// FlushError is Flush with the error that occurred.
func (w *response) FlushError() error {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.begun {
		w.begin(nil)
	}
	if err := w.endChunk(); err != nil {
		return err
	}
	err := w.out.Flush()
	if err != nil {
		w.broken = err
	}
	return err
}

// finish ends the response.
func (w *response) finish() {
	w.done = true
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.begun {
		w.begin(nil)
	}
	w.endChunk()
	if w.chunked {
		endChunks(chunked.Writer{To: w.out}, w.trailer())
	}
	if w.req.Method != MethodHead && bodyAllowed(w.status) && w.length >= 0 && w.written != w.length {
		w.close = true // the client waits for more
	}
	w.out.Flush()
	w.c.reader.unwatch()
	w.req.Body.Close()
}

// trailer has the fields that were announced, or marked by the prefix.
func (w *response) trailer() Header {
	trailer := Header{}
	for _, value := range w.sent["Trailer"] {
		for name := range strings.SplitSeq(value, ",") {
			name = CanonicalHeaderKey(strings.TrimSpace(name))
			if values := w.header[name]; values != nil {
				trailer[name] = values
			}
		}
	}
	for key, values := range w.header {
		if name, ok := strings.CutPrefix(key, TrailerPrefix); ok {
			trailer[CanonicalHeaderKey(name)] = values
		}
	}
	return trailer
}

func (w *response) reusable() bool {
	w.c.reader.mu.Lock()
	defer w.c.reader.mu.Unlock()
	b, ok := w.req.Body.(*body)
	return !w.close && (!ok || b.atEnd)
}

// Hijack gives the connection to the handler.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if w.c.isHijacked() {
		return nil, nil, ErrHijacked
	}
	w.c.reader.unwatch()
	w.c.reader.mu.Lock()
	w.c.hijacked = true
	w.c.reader.mu.Unlock()
	w.out.Flush()
	w.c.conn.SetDeadline(time.Time{})
	w.c.setState(StateHijacked)
	return w.c.conn, bufio.NewReadWriter(w.in, bufio.NewWriter(w.c.conn)), nil
}

// CloseNotify tells when the client has gone.
func (w *response) CloseNotify() <-chan bool {
	gone := make(chan bool, 1)
	context.AfterFunc(w.c.ctx, func() { gone <- true })
	return gone
}

// SetReadDeadline limits reading the request.
func (w *response) SetReadDeadline(deadline time.Time) error {
	return w.c.conn.SetReadDeadline(deadline)
}

// SetWriteDeadline limits writing the response.
func (w *response) SetWriteDeadline(deadline time.Time) error {
	return w.c.conn.SetWriteDeadline(deadline)
}

// EnableFullDuplex is how it always is here.
func (w *response) EnableFullDuplex() error { return nil }

// A ResponseController does what a ResponseWriter, or one that it wraps, can do besides.
type ResponseController struct{ rw ResponseWriter }

// NewResponseController makes one for a handler's ResponseWriter.
func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

// able finds a writer that is a T, under those that wrap it.
func able[T any](rw ResponseWriter) (T, error) {
	for {
		if t, ok := rw.(T); ok {
			return t, nil
		}
		inner, ok := rw.(interface{ Unwrap() ResponseWriter })
		if !ok {
			var none T
			return none, fmt.Errorf("%w", ErrNotSupported)
		}
		rw = inner.Unwrap()
	}
}

// Flush sends what was written.
func (c *ResponseController) Flush() error {
	if f, err := able[interface{ FlushError() error }](c.rw); err == nil {
		return f.FlushError()
	}
	f, err := able[Flusher](c.rw)
	if err == nil {
		f.Flush()
	}
	return err
}

// Hijack gives the connection to the handler.
func (c *ResponseController) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	h, err := able[Hijacker](c.rw)
	if err != nil {
		return nil, nil, err
	}
	return h.Hijack()
}

// SetReadDeadline limits reading the request.
func (c *ResponseController) SetReadDeadline(deadline time.Time) error {
	w, err := able[interface{ SetReadDeadline(time.Time) error }](c.rw)
	if err != nil {
		return err
	}
	return w.SetReadDeadline(deadline)
}

// SetWriteDeadline limits writing the response.
func (c *ResponseController) SetWriteDeadline(deadline time.Time) error {
	w, err := able[interface{ SetWriteDeadline(time.Time) error }](c.rw)
	if err != nil {
		return err
	}
	return w.SetWriteDeadline(deadline)
}

// EnableFullDuplex lets a handler read and write at the same time.
func (c *ResponseController) EnableFullDuplex() error {
	w, err := able[interface{ EnableFullDuplex() error }](c.rw)
	if err != nil {
		return err
	}
	return w.EnableFullDuplex()
}
