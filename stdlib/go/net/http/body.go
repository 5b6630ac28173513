package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// NoBody is a body without bytes.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error)         { return 0, io.EOF }
func (noBody) Close() error                     { return nil }
func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// Errors of bodies.
var (
	ErrBodyNotAllowed     = errors.New("http: request method or response status code does not allow body")
	ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")
	ErrContentLength      = errors.New("http: wrote more than the declared Content-Length")
	ErrHandlerTimeout     = errors.New("http: Handler timeout")
	ErrLineTooLong        = errors.New("header line too long")
	ErrMissingFile        = errors.New("http: no such file")
	ErrNotMultipart       = &ProtocolError{"request Content-Type isn't multipart/form-data"}
	ErrNotSupported       = &ProtocolError{"feature not supported"}
	ErrMissingBoundary    = &ProtocolError{"no multipart boundary param in Content-Type"}
)

// A ProtocolError is something that HTTP does not allow.
type ProtocolError struct{ ErrorString string }

func (pe *ProtocolError) Error() string { return pe.ErrorString }
func (pe *ProtocolError) Is(err error) bool {
	return pe == ErrNotSupported && err == errors.ErrUnsupported
}

// A body reads a message's bytes up to its end. `end` is called once when that is reached.
type body struct {
	src     io.Reader // knows where the message ends
	onClose func(atEnd bool)
	begin   func() // before the first read
	atEnd   bool
	closed  bool
}

func (b *body) Read(p []byte) (int, error) {
	if b.closed {
		return 0, ErrBodyReadAfterClose
	}
	if b.atEnd {
		return 0, io.EOF
	}
	if b.begin != nil {
		b.begin()
		b.begin = nil
	}
	n, err := b.src.Read(p)
	if err == io.EOF {
		b.atEnd = true
		b.done(true)
	}
	return n, err
}

func (b *body) Close() error {
	b.closed = true
	b.done(b.atEnd)
	return nil
}

func (b *body) done(atEnd bool) {
	if b.onClose != nil {
		f := b.onClose
		b.onClose = nil
		f(atEnd)
	}
}

// exactly reads n bytes; to end before is an error.
type exactly struct {
	src  io.Reader
	left int64
}

func (e *exactly) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n, err := e.src.Read(p[:min(int64(len(p)), e.left)])
	e.left -= int64(n)
	switch {
	case e.left == 0:
		err = io.EOF
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// chunks reads a body in chunks (RFC 7230 section 4.1); the trailer's fields go to `trailer`.
type chunks struct {
	src     *bufio.Reader
	left    int64 // of the chunk at hand
	begun   bool
	trailer Header
	err     error
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	if c.left == 0 {
		if c.err = c.next(); c.err != nil {
			return 0, c.err
		}
	}
	n, err := c.src.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	c.err = err
	return n, err
}

// next reads the line before a chunk; io.EOF after the last one.
func (c *chunks) next() error {
	if c.begun {
		if line, err := readLine(c.src); err != nil || line != "" {
			return errors.New("malformed chunked encoding")
		}
	}
	c.begun = true
	line, err := readLine(c.src)
	if err != nil {
		return err
	}
	size, _, _ := strings.Cut(line, ";")
	n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 63)
	if err != nil {
		return errors.New("invalid byte in chunk length")
	}
	if c.left = int64(n); n > 0 {
		return nil
	}
	fields, err := readHeader(c.src)
	if err != nil {
		return err
	}
	for key, values := range fields {
		if c.trailer != nil {
			c.trailer[key] = values
		}
	}
	return io.EOF
}

// NewChunkedWriter's work: each Write is a chunk, Close the last.
type chunkedWriter struct{ w io.Writer }

func (c chunkedWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if _, err := fmt.Fprintf(c.w, "%x\r\n", len(p)); err != nil {
		return 0, err
	}
	n, err := c.w.Write(p)
	if err == nil {
		_, err = io.WriteString(c.w, "\r\n")
	}
	return n, err
}

// end writes the last chunk and a trailer.
func (c chunkedWriter) end(trailer Header) error {
	if _, err := io.WriteString(c.w, "0\r\n"); err != nil {
		return err
	}
	if err := trailer.Write(c.w); err != nil {
		return err
	}
	_, err := io.WriteString(c.w, "\r\n")
	return err
}

// maxLine is how long a line of a header may be.
const maxLine = 1 << 20

// readLine reads up to a line's end, which it leaves out.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if err == nil {
			break
		}
		if err == io.EOF && len(line) > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != bufio.ErrBufferFull {
			return "", err
		}
		if len(line) > maxLine {
			return "", ErrLineTooLong
		}
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// readHeader reads fields up to an empty line.
func readHeader(r *bufio.Reader) (Header, error) {
	h := Header{}
	for {
		line, err := readLine(r)
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if line == "" {
			return h, nil
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || !validToken(key) {
			return nil, fmt.Errorf("malformed MIME header line: %s", line)
		}
		h.Add(key, strings.Trim(value, " \t"))
	}
}

// length is how long a message's body is by its header: -1 for chunks, -2 if nothing says so.
func length(h Header) (int64, error) {
	if h.contains("Transfer-Encoding", "chunked") {
		return -1, nil
	}
	values := h["Content-Length"]
	if len(values) == 0 {
		return -2, nil
	}
	text := strings.TrimSpace(values[0])
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, fmt.Errorf("bad Content-Length %q", text)
	}
	return int64(n), nil
}

// bodyAllowed reports whether a response of a status has a body.
func bodyAllowed(status int) bool {
	return status >= 200 && status != StatusNoContent && status != StatusNotModified
}
