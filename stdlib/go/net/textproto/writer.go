package textproto

import (
	"bufio"
	"fmt"
	"io"
)

// A Writer writes lines and blocks.
type Writer struct {
	W   *bufio.Writer
	dot *dotWriter
}

// NewWriter makes one.
func NewWriter(w *bufio.Writer) *Writer { return &Writer{W: w} }

// PrintfLine writes a line and sends it.
func (w *Writer) PrintfLine(format string, args ...any) error {
	w.endDot()
	fmt.Fprintf(w.W, format, args...)
	w.W.WriteString("\r\n")
	return w.W.Flush()
}

// DotWriter writes a block: "\n" becomes "\r\n", a dot in front of a line is doubled, and Close writes the
// line with only a dot.
func (w *Writer) DotWriter() io.WriteCloser {
	w.endDot()
	w.dot = &dotWriter{w: w}
	return w.dot
}

func (w *Writer) endDot() {
	if w.dot != nil {
		w.dot.Close()
	}
}

type dotWriter struct {
	w    *Writer
	last byte // written; 0 at the start
}

func (d *dotWriter) Write(b []byte) (n int, err error) {
	out := d.w.W
	for n < len(b) {
		c := b[n]
		if c == '.' && (d.last == 0 || d.last == '\n') {
			out.WriteByte('.')
		}
		if c == '\n' && d.last != '\r' {
			out.WriteByte('\r')
		}
		if err := out.WriteByte(c); err != nil {
			return n, err
		}
		d.last = c
		n++
	}
	return n, nil
}

func (d *dotWriter) Close() error {
	if d.w.dot == d {
		d.w.dot = nil
	}
	switch d.last {
	case '\n':
	case '\r':
		d.w.W.WriteByte('\n')
	default:
		d.w.W.WriteString("\r\n")
	}
	d.w.W.WriteString(".\r\n")
	return d.w.W.Flush()
}
