// Package hex writes bytes as hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const digits = "0123456789abcdef"

// ErrLength says that there is an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// EncodedLen and DecodedLen say how long results are.
func EncodedLen(n int) int { return n * 2 }
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src to dst.
func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i+1] = digits[b&15]
		dst[2*i] = digits[b>>4]
	}
	return 2 * len(src)
}

// AppendEncode appends the digits of src.
func AppendEncode(dst, src []byte) []byte {
	dst = slices.Grow(dst, 2*len(src))
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

// value returns what a digit is worth.
func value(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// Decode writes the bytes that the digits of src stand for to dst.
func Decode(dst, src []byte) (int, error) {
	n := 0
	for ; 2*n+1 < len(src); n++ {
		hi, ok := value(src[2*n])
		if !ok {
			return n, InvalidByteError(src[2*n])
		}
		lo, ok := value(src[2*n+1])
		if !ok {
			return n, InvalidByteError(src[2*n+1])
		}
		dst[n] = hi<<4 | lo
	}
	if len(src)%2 == 1 {
		if last := src[len(src)-1]; !isDigit(last) {
			return n, InvalidByteError(last)
		}
		return n, ErrLength
	}
	return n, nil
}

func isDigit(c byte) bool {
	_, ok := value(c)
	return ok
}

// AppendDecode appends the bytes that the digits of src stand for.
func AppendDecode(dst, src []byte) ([]byte, error) {
	start, n := len(dst), DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := Decode(dst[start:start+n], src)
	return dst[:start+n], err
}

// DecodeString returns the bytes that the digits of s stand for.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, DecodedLen(len(s)))
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

// Dump returns what hexdump -C prints.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

type encoder struct{ w io.Writer }

// NewEncoder returns a Writer that writes digits.
func NewEncoder(w io.Writer) io.Writer { return encoder{w} }

func (e encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && err == nil {
		part := p[:min(len(p), 512)]
		var written int
		written, err = e.w.Write(AppendEncode(nil, part))
		n += written / 2
		p = p[len(part):]
	}
	return n, err
}

type decoder struct {
	r    io.Reader
	err  error
	in   []byte // digits that were read
	room [1024]byte
}

// NewDecoder returns a Reader of the bytes that digits stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		kept := copy(d.room[:], d.in)
		var got int
		got, d.err = d.r.Read(d.room[kept:])
		d.in = d.room[:kept+got]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			d.err = io.ErrUnexpectedEOF
			if last := d.in[len(d.in)-1]; !isDigit(last) {
				d.err = InvalidByteError(last)
			}
		}
	}
	n = min(len(p), len(d.in)/2)
	done, err := Decode(p, d.in[:2*n])
	d.in = d.in[2*done:]
	if err != nil {
		d.in, d.err = nil, err
		return done, err
	}
	if len(d.in) < 2 {
		return done, d.err
	}
	return done, nil
}

type dumper struct {
	w      io.Writer
	line   []byte // of the present line
	at     uint   // where it starts
	closed bool
}

// Dumper returns a Writer that writes what hexdump -C prints.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for i, b := range data {
		if d.line = append(d.line, b); len(d.line) == 16 {
			if err := d.flush(); err != nil {
				return i, err
			}
		}
	}
	return len(data), nil
}

// flush writes a line.
func (d *dumper) flush() error {
	out := fmt.Appendf(nil, "%08x ", d.at)
	for i := range 16 {
		if i == 8 {
			out = append(out, ' ')
		}
		if i < len(d.line) {
			b := d.line[i]
			out = append(out, ' ', digits[b>>4], digits[b&15])
		} else {
			out = append(out, "   "...)
		}
	}
	out = append(out, "  |"...)
	for _, b := range d.line {
		if b < 32 || b > 126 {
			b = '.'
		}
		out = append(out, b)
	}
	d.at += uint(len(d.line))
	d.line = d.line[:0]
	_, err := d.w.Write(append(out, "|\n"...))
	return err
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if len(d.line) == 0 {
		return nil
	}
	return d.flush()
}
