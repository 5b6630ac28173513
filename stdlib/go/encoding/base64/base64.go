// Package base64 writes bytes as letters, six bits each (RFC 4648).
package base64

import (
	"slices"
	"strconv"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const (
	alphabetStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	alphabetURL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	none        = 0xff
)

// An Encoding is an alphabet, padding and strictness.
type Encoding struct {
	letters string
	values  [256]uint8
	padding rune
	strict  bool
}

// Encodings of RFC 4648, with padding and without.
var (
	StdEncoding    = NewEncoding(alphabetStd)
	URLEncoding    = NewEncoding(alphabetURL)
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// NewEncoding returns a padded encoding with an alphabet of 64 bytes.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	enc := &Encoding{letters: encoder, padding: StdPadding}
	for i := range enc.values {
		enc.values[i] = none
	}
	for i := range 64 {
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

// Strict returns enc that wants trailing bits to be zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// EncodedLen returns the length of n bytes encoded.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen returns the most bytes that n letters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// Encode writes src encoded to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	encode(dst[:enc.EncodedLen(len(src))], src, enc.letters, int(enc.padding))
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
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// Decode writes what src stands for to dst.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	if len(src) == 0 {
		return 0, nil
	}
	n, bad := decode(dst, src, &enc.values, int(enc.padding), enc.strict)
	if bad >= 0 {
		return n, CorruptInputError(bad)
	}
	return n, nil
}

// AppendDecode appends what src stands for.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	start, n := len(dst), enc.DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[start:start+n], src)
	return dst[:start+n], err
}

// DecodeString returns what s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, []byte(s))
	return dst[:n], err
}

// encode fills dst with groups of four letters; padding is -1 for none.
func encode(dst, src []byte, letters string, padding int) {
	i := 0
	for ; i+2 < len(src); i += 3 {
		bits := uint(src[i])<<16 | uint(src[i+1])<<8 | uint(src[i+2])
		j := i / 3 * 4
		dst[j] = letters[bits>>18]
		dst[j+1] = letters[bits>>12&63]
		dst[j+2] = letters[bits>>6&63]
		dst[j+3] = letters[bits&63]
	}
	left := len(src) - i
	if left == 0 {
		return
	}
	bits := uint(src[i]) << 16
	if left == 2 {
		bits |= uint(src[i+1]) << 8
	}
	j := i / 3 * 4
	dst[j] = letters[bits>>18]
	dst[j+1] = letters[bits>>12&63]
	if left == 2 {
		dst[j+2] = letters[bits>>6&63]
	} else if padding >= 0 {
		dst[j+2] = byte(padding)
	}
	if padding >= 0 {
		dst[j+3] = byte(padding)
	}
}

// A group is up to four letters, and what ends it.
type group struct {
	bits    uint
	letters int
	next    int  // where the next group starts
	bad     int  // where the input is wrong, or -1
	last    bool // nothing may follow
}

// decode returns how much it wrote and where the input is wrong, or -1. Line ends are skipped.
func decode(dst, src []byte, values *[256]uint8, padding int, strict bool) (n, bad int) {
	for i := 0; i < len(src); {
		g := readGroup(src, i, values, padding)
		if g.bad >= 0 && !g.last {
			return n, g.bad
		}
		size := g.letters * 6 / 8
		bits := g.bits << (6 * (4 - g.letters))
		if strict && bits<<(8*size)&0xffffff != 0 {
			return n, g.next - (3 - size)
		}
		for k := range size {
			dst[n+k] = byte(bits >> (16 - 8*k))
		}
		n += size
		if g.last {
			return n, g.bad
		}
		i = g.next
	}
	return n, -1
}

// readGroup reads letters and padding from i on.
func readGroup(src []byte, i int, values *[256]uint8, padding int) group {
	g := group{bad: -1}
	for ; g.letters < 4; i++ {
		if i == len(src) {
			if g.letters == 1 || g.letters > 0 && padding >= 0 {
				g.bad = i - g.letters
			}
			break
		}
		c := src[i]
		if v := values[c]; v != none {
			g.bits = g.bits<<6 | uint(v)
			g.letters++
		} else if c != '\n' && c != '\r' {
			if int(c) != padding || g.letters < 2 {
				g.bad = i
				return g
			}
			return readPadding(g, src, i+1, c)
		}
	}
	g.next = i
	return g
}

// readPadding reads what follows the first padding.
func readPadding(g group, src []byte, i int, padding byte) group {
	if g.letters == 2 {
		i = skipLineEnds(src, i)
		if i == len(src) || src[i] != padding {
			g.bad = i
			if i < len(src) {
				g.bad--
			}
			return g
		}
		i++
	}
	g.last = true
	if g.next = skipLineEnds(src, i); g.next < len(src) {
		g.bad = g.next
	}
	return g
}

func skipLineEnds(src []byte, i int) int {
	for i < len(src) && (src[i] == '\n' || src[i] == '\r') {
		i++
	}
	return i
}
