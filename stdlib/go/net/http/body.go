package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/chunked"
	"io"
	"maps"
	"net/textproto"
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
	ErrBodyNotAllowed       = errors.New("http: request method or response status code does not allow body")
	ErrBodyReadAfterClose   = errors.New("http: invalid Read on closed Body")
	ErrContentLength        = errors.New("http: wrote more than the declared Content-Length")
	ErrHandlerTimeout       = errors.New("http: Handler timeout")
	ErrLineTooLong          = errors.New("header line too long")
	ErrMissingFile          = errors.New("http: no such file")
	ErrNotMultipart         = &ProtocolError{"request Content-Type isn't multipart/form-data"}
	ErrNotSupported         = &ProtocolError{"feature not supported"}
	ErrHeaderTooLong        = &ProtocolError{"header too long"}
	ErrShortBody            = &ProtocolError{"entity body too short"}
	ErrMissingContentLength = &ProtocolError{"missing ContentLength in HEAD response"}
	ErrUnexpectedTrailer    = &ProtocolError{"trailer header without chunked transfer encoding"}
	ErrWriteAfterFlush      = errors.New("unused")
	ErrMissingBoundary      = &ProtocolError{"no multipart boundary param in Content-Type"}
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

// chunks reads a body in chunks (RFC 7230 section 4.1); the trailer's fields are added to `trailer`.
type chunks struct {
	src     *bufio.Reader
	left    int64 // of the chunk at hand
	begun   bool
	trailer *Header
	err     error
}

func (c *chunks) Read(p []byte) (int, error) {
	n := 0
	for c.err == nil && n < len(p) {
		if c.left == 0 {
			if n > 0 && !c.atHand() {
				break
			}
			c.err = c.next()
			continue
		}
		m, err := c.src.Read(p[n:min(int64(len(p)), int64(n)+c.left)])
		n += m
		c.left -= int64(m)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		c.err = err
		if c.left > 0 && c.src.Buffered() == 0 {
			break
		}
	}
	// The end may be at hand too.
	if c.err == nil && c.left == 0 && n > 0 && c.atHand() {
		c.err = c.next()
	}
	if n == 0 && len(p) == 0 {
		return 0, nil
	}
	return n, c.err
}

// atHand reports whether the line before the next chunk, and after the last one the trailer's end, can be
// read without waiting.
func (c *chunks) atHand() bool {
	begin, _ := c.src.Peek(c.src.Buffered())
	begin = bytes.TrimPrefix(begin, []byte("\r\n"))
	line, rest, ok := bytes.Cut(begin, []byte("\n"))
	if !ok || len(bytes.TrimRight(line, "\r")) == 0 {
		return ok
	}
	if line[0] == '0' {
		return bytes.HasPrefix(rest, []byte("\r\n")) || bytes.Contains(rest, []byte("\r\n\r\n"))
	}
	return true
}

// next reads the line before a chunk; io.EOF after the last one.
func (c *chunks) next() error {
	limit := longestChunkLine
	if c.begun {
		line, err := readLine(c.src, &limit)
		switch {
		case err == nil && line == "":
		case err == io.EOF || err == io.ErrUnexpectedEOF && line == "":
			return io.ErrUnexpectedEOF
		default:
			return errors.New("malformed chunked encoding")
		}
	}
	c.begun = true
	line, err := readLine(c.src, &limit)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	n, err := chunked.Size(line, 63)
	if err != nil {
		return err
	}
	if c.left = int64(n); n > 0 {
		return nil
	}
	fields, err := readHeader(c.src, unlimited())
	if err != nil {
		if err == io.ErrUnexpectedEOF {
			err = errors.New("http: unexpected EOF reading trailer")
		}
		return err
	}
	if c.trailer != nil && len(fields) > 0 {
		if *c.trailer == nil {
			*c.trailer = Header{}
		}
		maps.Copy(*c.trailer, fields)
	}
	return io.EOF
}

// longestChunkLine is how long the line before a chunk may be.
var longestChunkLine = 4096

// endChunks writes the last chunk and a trailer.
func endChunks(c chunked.Writer, trailer Header) error {
	if err := c.Close(); err != nil {
		return err
	}
	if err := trailer.Write(c.To); err != nil {
		return err
	}
	_, err := io.WriteString(c.To, "\r\n")
	return err
}

// unlimited is a limit of a header that no header reaches.
func unlimited() *int {
	limit := 1 << 30
	return &limit
}

// readLine reads up to a line's end, which it leaves out; its bytes count towards the limit.
func readLine(r *bufio.Reader, limit *int) (string, error) {
	line, err := rawLine(r, limit)
	return strings.TrimRight(string(line), "\r\n"), err
}

func rawLine(r *bufio.Reader, limit *int) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if *limit -= len(part); *limit < 0 {
			return nil, ErrLineTooLong
		}
		switch {
		case err == nil:
			return line, nil
		case err == io.EOF && len(line) > 0:
			return nil, io.ErrUnexpectedEOF
		case err != bufio.ErrBufferFull:
			return nil, err
		}
	}
}

// readHeader reads fields up to an empty line.
func readHeader(r *bufio.Reader, limit *int) (Header, error) {
	var text []byte
	for {
		line, err := rawLine(r, limit)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		text = append(text, line...)
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
	}
	fields, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
	return Header(fields), err
}

// An encodingError is a transfer encoding that is not known.
type encodingError struct{ text string }

func (e encodingError) Error() string { return e.text }

// length is how long a message's body is by its header: -1 for chunks, -2 if nothing says so. Fields that
// do not count are removed.
func length(h Header, modern bool) (int64, error) {
	if encodings, ok := h["Transfer-Encoding"]; ok {
		delete(h, "Transfer-Encoding")
		if modern {
			switch {
			case len(encodings) != 1:
				return 0, encodingError{fmt.Sprintf("too many transfer encodings: %q", encodings)}
			case !strings.EqualFold(encodings[0], "chunked"):
				return 0, encodingError{fmt.Sprintf("unsupported transfer encoding: %q", encodings[0])}
			}
			delete(h, "Content-Length")
			return -1, nil
		}
	}
	values := h["Content-Length"]
	if len(values) == 0 {
		return -2, nil
	}
	text := strings.Trim(values[0], " \t\r\n")
	for _, other := range values[1:] {
		if strings.Trim(other, " \t\r\n") != text {
			return 0, fmt.Errorf("http: message cannot contain multiple Content-Length headers; got %q", values)
		}
	}
	h["Content-Length"] = []string{text}
	if text == "" {
		return 0, errors.New(`invalid empty Content-Length`)
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, fmt.Errorf("bad Content-Length %q", text)
	}
	return int64(n), nil
}

// bodyAllowed reports whether a response of a status has a body.
func bodyAllowed(status int) bool {
	return (status < 100 || status >= 200) && status != StatusNoContent && status != StatusNotModified
}
