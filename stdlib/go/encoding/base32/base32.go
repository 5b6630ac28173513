// Package base32 writes bytes as letters and digits, five bits each (RFC 4648).
package base32

import (
	"io"
	"slices"
	"strconv"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const none = 0xff

// An Encoding is an alphabet and padding.
type Encoding struct {
	letters string
	values  [256]uint8
	padding rune
}

// Encodings of RFC 4648.
var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
)

// NewEncoding returns a padded encoding with an alphabet of 32 bytes.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	enc := &Encoding{letters: encoder, padding: StdPadding}
	for i := range enc.values {
		enc.values[i] = none
	}
	for i := range 32 {
		switch c := encoder[i]; {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case enc.values[c] != none:
			panic("encoding alphabet includes duplicate symbols")
		default:
			enc.values[c] = uint8(i)
		}
	}
	return enc
}

// WithPadding returns enc with another padding, or NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != none:
		panic("padding contained in alphabet")
	}
	enc.padding = padding
	return &enc
}

// EncodedLen returns the length of n bytes encoded.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// DecodedLen returns the most bytes that n letters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

// Encode writes src encoded to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	for j := 0; len(src) > 0; j += 8 {
		part := src[:min(5, len(src))]
		src = src[len(part):]
		var bits uint64
		for k := range 5 {
			bits <<= 8
			if k < len(part) {
				bits |= uint64(part[k])
			}
		}
		letters := (len(part)*8 + 4) / 5
		for k := range 8 {
			if k < letters {
				dst[j+k] = enc.letters[bits>>(35-5*k)&31]
			} else if enc.padding != NoPadding {
				dst[j+k] = byte(enc.padding)
			}
		}
	}
}

// AppendEncode appends src encoded.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	start, n := len(dst), enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)[:start+n]
	enc.Encode(dst[start:], src)
	return dst
}

// EncodeToString returns src encoded.
func (enc *Encoding) EncodeToString(src []byte) string {
	dst := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(dst, src)
	return string(dst)
}

// CorruptInputError is where the input is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func withoutLineEnds(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for _, c := range src {
		if c != '\r' && c != '\n' {
			out = append(out, c)
		}
	}
	return out
}

// Decode writes what src stands for to dst; line ends are skipped.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, _, err = enc.decode(dst, withoutLineEnds(src))
	return n, err
}

// decode also reports whether padding or the end was reached.
func (enc *Encoding) decode(dst, src []byte) (n int, end bool, err error) {
	for i := 0; i < len(src) && !end; {
		var bits uint64
		letters := 0
		for letters < 8 && !end {
			if i == len(src) {
				if enc.padding != NoPadding {
					return n, false, CorruptInputError(i - letters)
				}
				end = true
				break
			}
			c := src[i]
			i++
			rest := src[i:]
			if rune(c) == enc.padding && letters >= 2 && len(rest) < 8 {
				if len(rest)+letters < 7 {
					return n, false, CorruptInputError(len(src))
				}
				for k := range 7 - letters {
					if len(rest) > k && rune(rest[k]) != enc.padding {
						return n, false, CorruptInputError(i + k - 1)
					}
				}
				if letters == 3 || letters == 6 {
					return n, false, CorruptInputError(i - 1)
				}
				end = true
				break
			}
			v := enc.values[c]
			if v == none {
				return n, false, CorruptInputError(i - 1)
			}
			bits = bits<<5 | uint64(v)
			letters++
		}
		bits <<= 5 * (8 - letters)
		size := letters * 5 / 8
		if letters == 1 || letters == 3 || letters == 6 {
			size = 0 // so many letters never come out of encoding
		}
		for k := range size {
			dst[n] = byte(bits >> (32 - 8*k))
			n++
		}
	}
	return n, end, nil
}

// AppendDecode appends what src stands for.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	src = withoutLineEnds(src)
	start, n := len(dst), len(src)/8*5+len(src)%8*5/8
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[start:start+n], src)
	return dst[:start+n], err
}

// DecodeString returns what s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	src := []byte(s)
	n, err := enc.Decode(src, src)
	return src[:n], err
}

type encoder struct {
	enc *Encoding
	w   io.Writer
	err error
	in  []byte // fewer than five bytes
}

// NewEncoder returns a Writer that encodes; Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	in := append(e.in, p...)
	for len(in) >= 5 && e.err == nil {
		part := min(len(in)/5*5, 640)
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, in[:part]))
		in = in[part:]
	}
	if e.err != nil {
		return 0, e.err
	}
	e.in = slices.Clone(in)
	return len(p), nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.in) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.in))
		e.in = nil
	}
	return e.err
}

type decoder struct {
	enc     *Encoding
	r       io.Reader
	err     error
	readErr error
	in      []byte // letters, without line ends
	out     []byte // decoded and not read
	end     bool   // padding was seen
}

// NewDecoder returns a Reader that decodes; line ends are skipped.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		if len(d.out) == 0 {
			return n, d.err
		}
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	var buf [1024]byte
	want := 8
	if d.enc.padding == NoPadding {
		want += len(p) / 5 * 8 // the last letters are no whole group
	}
	for len(d.in) < want && d.readErr == nil {
		var got int
		got, d.readErr = d.r.Read(buf[:])
		d.in = append(d.in, withoutLineEnds(buf[:got])...)
	}
	whole := len(d.in) / 8 * 8
	if d.readErr == io.EOF && d.enc.padding == NoPadding {
		whole = len(d.in)
	}
	if whole == 0 {
		d.err = d.readErr
		if d.err == io.EOF && len(d.in) > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		return 0, d.err
	}
	if d.end {
		d.err = io.EOF
		return 0, d.err
	}
	out := make([]byte, whole)
	got, end, err := d.enc.decode(out, d.in[:whole])
	d.in, d.out, d.end, d.err = d.in[whole:], out[:got], end, err
	n = copy(p, d.out)
	if d.out = d.out[n:]; len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}
