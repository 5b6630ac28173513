// Package quotedprintable writes bytes as printable ASCII and reads them back (RFC 2045 section 6.7).
package quotedprintable

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// A Reader reads what was encoded. It forgives bytes above ASCII, ends of lines without "\r", and "=" in
// front of something else than two digits at a line's end.
type Reader struct {
	br   *bufio.Reader
	line []byte // not yet decoded
	end  error  // after this line
	err  error
}

// NewReader makes one.
func NewReader(r io.Reader) *Reader { return &Reader{br: bufio.NewReader(r)} }

func digit(c byte) (byte, error) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', nil
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, nil
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, nil
	}
	return 0, fmt.Errorf("quotedprintable: invalid hex byte 0x%02x", c)
}

// fill reads a line: without the white space at its end, with its break unless that is soft.
func (r *Reader) fill() error {
	if r.end != nil {
		return r.end
	}
	var whole []byte
	whole, r.end = r.br.ReadSlice('\n')
	if len(whole) == 0 {
		return r.end
	}
	text := bytes.TrimRight(whole, " \t\r\n")
	broken := whole[len(text):]
	hadBreak := bytes.HasSuffix(whole, []byte("\n"))
	if soft, ok := bytes.CutSuffix(text, []byte("=")); ok {
		text = soft
		broken = bytes.TrimLeft(broken, " \t")
		odd := !bytes.HasPrefix(broken, []byte("\n")) && !bytes.HasPrefix(broken, []byte("\r\n"))
		if odd && !(len(broken) == 0 && len(text) > 0 && r.end == io.EOF) {
			r.end = fmt.Errorf("quotedprintable: invalid bytes after =: %q", whole[len(text)+1:])
		}
		r.line = text
		return nil
	}
	if hadBreak {
		end := "\n"
		if bytes.HasSuffix(whole, []byte("\r\n")) {
			end = "\r\n"
		}
		text = append(text[:len(text):len(text)], end...)
	}
	r.line = text
	return nil
}

func (r *Reader) Read(p []byte) (n int, err error) {
	for n < len(p) && r.err == nil {
		if len(r.line) == 0 {
			r.err = r.fill()
			continue
		}
		c := r.line[0]
		switch {
		case c == '=':
			if c, r.err = r.escape(); r.err != nil {
				return n, r.err
			}
		case c == '\t' || c == '\r' || c == '\n' || c >= ' ' && c != 0x7f:
			r.line = r.line[1:]
		default:
			r.err = fmt.Errorf("quotedprintable: invalid unescaped byte 0x%02x in body", c)
			return n, r.err
		}
		p[n] = c
		n++
	}
	return n, r.err
}

// escape reads "=" and two digits. Some write "=" without encoding it: then it stands for itself.
func (r *Reader) escape() (byte, error) {
	c, err := r.digits()
	switch {
	case err == nil:
		r.line = r.line[3:]
	case len(r.line) >= 2 && r.line[1] != '\r' && r.line[1] != '\n':
		r.line = r.line[1:]
		return '=', nil
	}
	return c, err
}

func (r *Reader) digits() (byte, error) {
	if len(r.line) < 3 {
		return 0, io.ErrUnexpectedEOF
	}
	high, err := digit(r.line[1])
	if err != nil {
		return 0, err
	}
	low, err := digit(r.line[2])
	return high<<4 | low, err
}

// longest is how long a line may be.
const longest = 76

// A Writer encodes. Binary makes ends of lines bytes like others.
type Writer struct {
	Binary bool

	w    io.Writer
	line []byte
	last byte // was '\r' and became an end of line already
	err  error
}

// NewWriter makes one.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

func (w *Writer) Write(p []byte) (n int, err error) {
	for n = 0; n < len(p); n++ {
		c := p[n]
		switch {
		case !w.Binary && (c == '\n' || c == '\r'):
			if c == '\n' && w.last == '\r' {
				break // the second half of one end
			}
			w.protect()
			w.flush("\r\n")
		case c >= '!' && c <= '~' && c != '=' || c == ' ' || c == '\t':
			w.room(1)
			w.line = append(w.line, c)
		default:
			w.escape(c)
		}
		if w.err != nil {
			return n, w.err
		}
		w.last = c
	}
	return n, nil
}

func (w *Writer) escape(c byte) {
	const digits = "0123456789ABCDEF"
	w.room(3)
	w.line = append(w.line, '=', digits[c>>4], digits[c&15])
}

// room breaks the line if so many bytes and a soft break have no place in it.
func (w *Writer) room(n int) {
	if len(w.line)+n > longest-1 {
		w.flush("=\r\n")
	}
}

// protect encodes white space at the end of a line.
func (w *Writer) protect() {
	if n := len(w.line); n > 0 && (w.line[n-1] == ' ' || w.line[n-1] == '\t') {
		c := w.line[n-1]
		w.line = w.line[:n-1]
		w.escape(c)
	}
}

func (w *Writer) flush(end string) {
	if w.err == nil {
		_, w.err = w.w.Write(append(w.line, end...))
	}
	w.line = w.line[:0]
}

// Close writes what is left.
func (w *Writer) Close() error {
	w.protect()
	if len(w.line) > 0 {
		w.flush("")
	}
	return w.err
}
