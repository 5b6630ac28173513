package textproto

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Reader reads lines and what is made of them.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader
}

// NewReader makes one.
func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

// ReadLine reads a line without its end.
func (r *Reader) ReadLine() (string, error) {
	line, err := r.line()
	return string(line), err
}

// ReadLineBytes is ReadLine for bytes, which are the caller's.
func (r *Reader) ReadLineBytes() ([]byte, error) { return r.line() }

func (r *Reader) line() ([]byte, error) {
	r.endDot()
	var line []byte
	for {
		part, more, err := r.R.ReadLine()
		if err != nil {
			return nil, err
		}
		if line == nil && !more {
			return append([]byte{}, part...), nil
		}
		line = append(line, part...)
		if !more {
			return line, nil
		}
	}
}

// ReadContinuedLine reads a line and those after it that begin with white space, which it replaces
// by one blank.
func (r *Reader) ReadContinuedLine() (string, error) {
	line, err := r.continued(nil)
	return string(line), err
}

// ReadContinuedLineBytes is ReadContinuedLine for bytes, which are the caller's.
func (r *Reader) ReadContinuedLineBytes() ([]byte, error) { return r.continued(nil) }

func (r *Reader) continued(check func(line []byte) error) ([]byte, error) {
	line, err := r.line()
	if err != nil || len(line) == 0 {
		return line, err
	}
	if check != nil {
		if err := check(line); err != nil {
			return nil, err
		}
	}
	line = TrimBytes(line)
	for {
		c, err := r.R.ReadByte()
		if err != nil {
			return line, nil
		}
		r.R.UnreadByte()
		if c != ' ' && c != '\t' {
			return line, nil
		}
		next, err := r.line()
		if err != nil {
			return line, nil
		}
		line = append(append(line, ' '), TrimBytes(next)...)
	}
}

// ReadMIMEHeader reads fields up to an empty line.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) {
	h := MIMEHeader{}
	if c, err := r.R.Peek(1); err == nil && (c[0] == ' ' || c[0] == '\t') {
		line, err := r.line()
		if err != nil {
			return h, err
		}
		return h, ProtocolError(fmt.Sprintf("malformed MIME header initial line: %q", line[:min(len(line), 80)]))
	}
	for {
		line, err := r.continued(hasColon)
		if len(line) == 0 {
			return h, err
		}
		name, value, _ := strings.Cut(string(line), ":")
		key, ok := fieldName(name)
		if !ok || !validValue(value) {
			return h, ProtocolError(fmt.Sprintf("malformed MIME header line: %q", line))
		}
		h[key] = append(h[key], strings.TrimLeft(value, " \t"))
		if err != nil {
			return h, err
		}
	}
}

func hasColon(line []byte) error {
	for _, c := range line {
		if c == ':' {
			return nil
		}
	}
	return ProtocolError(fmt.Sprintf("malformed MIME header: missing colon: %q", line))
}

// validValue reports whether a field's value has no control characters.
func validValue(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// codeLine reads a line that begins with a number of three digits; with a hyphen after it more follow.
func (r *Reader) codeLine(want int) (code int, more bool, message string, err error) {
	line, err := r.ReadLine()
	if err != nil {
		return 0, false, "", err
	}
	if len(line) < 4 || line[3] != ' ' && line[3] != '-' {
		return 0, false, "", ProtocolError(fmt.Sprintf("short response: %q", line))
	}
	more, message = line[3] == '-', line[4:]
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		return code, more, message, ProtocolError(fmt.Sprintf("invalid response code: %q", line))
	}
	if 1 <= want && want < 10 && code/100 != want || 10 <= want && want < 100 && code/10 != want ||
		100 <= want && want < 1000 && code != want {
		err = &Error{code, message}
	}
	return code, more, message, err
}

// ReadCodeLine reads an answer of one line. Its number must begin with expectCode, or be it.
func (r *Reader) ReadCodeLine(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	if err == nil && more {
		err = ProtocolError(fmt.Sprintf("unexpected multi-line response: %q", message))
	}
	return code, message, err
}

// ReadResponse reads an answer of any number of lines.
func (r *Reader) ReadResponse(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	several := more
	for more {
		line, e := r.ReadLine()
		if e != nil {
			return 0, "", e
		}
		next, end := 0, ""
		if len(line) >= 4 && (line[3] == ' ' || line[3] == '-') {
			next, _ = strconv.Atoi(line[:3])
			end = line[4:]
		}
		if next != code {
			message += "\n" + strings.TrimRight(line, "\r\n")
			continue
		}
		more = line[3] == '-'
		message += "\n" + end
	}
	if err != nil && several && message != "" {
		if _, ok := err.(*Error); ok {
			err = &Error{code, message}
		}
	}
	return code, message, err
}

// DotReader reads a block of lines up to a line with only a dot. Ends of lines become "\n", and a dot
// in front of a line is removed.
func (r *Reader) DotReader() io.Reader {
	r.endDot()
	r.dot = &dotReader{r: r, start: true}
	return r.dot
}

// ReadDotBytes reads a whole block.
func (r *Reader) ReadDotBytes() ([]byte, error) { return io.ReadAll(r.DotReader()) }

// ReadDotLines reads the lines of a block.
func (r *Reader) ReadDotLines() ([]string, error) {
	var lines []string
	for {
		line, err := r.ReadLine()
		switch {
		case err == io.EOF:
			return lines, io.ErrUnexpectedEOF
		case err != nil:
			return lines, err
		case line == ".":
			return lines, nil
		}
		lines = append(lines, strings.TrimPrefix(line, "."))
	}
}

// endDot reads the rest of a block that nobody wants.
func (r *Reader) endDot() {
	var rest [128]byte
	for r.dot != nil {
		r.dot.Read(rest[:])
	}
}

// A dotReader is at the start of a line, or not.
type dotReader struct {
	r     *Reader
	start bool
	err   error
}

var errDot = errors.New("end of block")

// decode reads a byte or an end of line.
func (d *dotReader) decode() ([]byte, error) {
	c, err := d.r.R.ReadByte()
	if err != nil {
		return nil, err
	}
	if d.start && c == '.' {
		d.start = false
		next, _ := d.r.R.Peek(2)
		switch {
		case len(next) > 0 && next[0] == '\n':
			d.r.R.Discard(1)
			return nil, errDot
		case len(next) > 1 && next[0] == '\r' && next[1] == '\n':
			d.r.R.Discard(2)
			return nil, errDot
		case len(next) > 0 && next[0] == '\r':
			// Only the dot of a line that goes on is removed.
			d.r.R.Discard(1)
			return []byte{'\r'}, nil
		}
		if c, err = d.r.R.ReadByte(); err != nil {
			return nil, err
		}
	}
	d.start = c == '\n'
	if c == '\r' {
		if next, _ := d.r.R.Peek(1); len(next) > 0 && next[0] == '\n' {
			d.r.R.Discard(1)
			d.start = true
			return []byte{'\n'}, nil
		}
	}
	return []byte{c}, nil
}

func (d *dotReader) Read(p []byte) (n int, err error) {
	for n < len(p) && d.err == nil {
		b, err := d.decode()
		switch err {
		case nil:
			p[n] = b[0]
			n++
		case errDot:
			d.err = io.EOF
		case io.EOF:
			d.err = io.ErrUnexpectedEOF
		default:
			d.err = err
		}
	}
	if d.err != nil && d.r.dot == d {
		d.r.dot = nil
	}
	if n > 0 && d.err == io.EOF {
		return n, io.EOF
	}
	if n > 0 {
		return n, nil
	}
	return 0, d.err
}
