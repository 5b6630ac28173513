// Package ascii85 writes four bytes as five characters, in base 85.
package ascii85

import (
	"encoding/binary"
	"io"
	"strconv"
)

// A CorruptInputError says at which byte the input is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal ascii85 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// MaxEncodedLen returns how many characters n bytes need at most.
func MaxEncodedLen(n int) int { return (n + 3) / 4 * 5 }

// Encode encodes all of src and returns the number of characters.
func Encode(dst, src []byte) (n int) {
	for len(src) > 0 {
		var group [4]byte
		size := copy(group[:], src)
		src = src[size:]
		v := binary.BigEndian.Uint32(group[:])
		// Four zeros are short.
		if v == 0 && size == 4 {
			dst[n] = 'z'
			n++
			continue
		}
		var code [5]byte
		for i := range code {
			code[4-i] = '!' + byte(v%85)
			v /= 85
		}
		n += copy(dst[n:], code[:size+1])
	}
	return n
}

// Decode decodes what it can: whole groups, or with flush all of src.
func Decode(dst, src []byte, flush bool) (ndst, nsrc int, err error) {
	var v uint32
	have := 0
	for i, c := range src {
		if len(dst)-ndst < 4 {
			return ndst, nsrc, nil
		}
		switch {
		case c <= ' ':
			continue
		case c == 'z' && have == 0:
			have, v = 5, 0
		case '!' <= c && c <= 'u':
			v = v*85 + uint32(c-'!')
			have++
		default:
			return 0, 0, CorruptInputError(i)
		}
		if have == 5 {
			binary.BigEndian.PutUint32(dst[ndst:], v)
			ndst += 4
			nsrc, have, v = i+1, 0, 0
		}
	}
	if !flush {
		return ndst, nsrc, nil
	}
	nsrc = len(src)
	if have == 1 {
		return 0, 0, CorruptInputError(len(src))
	}
	if have > 0 {
		for range 5 - have {
			v = v*85 + 84
		}
		for range have - 1 {
			dst[ndst] = byte(v >> 24)
			v <<= 8
			ndst++
		}
	}
	return ndst, nsrc, nil
}

type encoder struct {
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder returns a writer that encodes to w; Close writes the last group.
func NewEncoder(w io.Writer) io.WriteCloser { return &encoder{w: w} }

// put encodes p and writes it.
func (e *encoder) put(p []byte) {
	if e.err != nil || len(p) == 0 {
		return
	}
	out := make([]byte, MaxEncodedLen(len(p)))
	_, e.err = e.w.Write(out[:Encode(out, p)])
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	e.rest = append(e.rest, p...)
	whole := len(e.rest) / 4 * 4
	e.put(e.rest[:whole])
	if e.err != nil {
		return 0, e.err
	}
	e.rest = e.rest[:copy(e.rest, e.rest[whole:])]
	return len(p), nil
}

func (e *encoder) Close() error {
	e.put(e.rest)
	e.rest = nil
	return e.err
}

type decoder struct {
	r       io.Reader
	in, out []byte
	readErr error
	err     error
	offset  int64
}

// NewDecoder returns a reader of what r's text stands for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		if len(d.in) > 0 {
			out := make([]byte, 4*len(d.in)+4)
			ndst, nsrc, err := Decode(out, d.in, d.readErr != nil)
			if corrupt, ok := err.(CorruptInputError); ok {
				d.err = CorruptInputError(d.offset + int64(corrupt))
			}
			d.out = out[:ndst]
			d.offset += int64(nsrc)
			d.in = d.in[nsrc:]
			if ndst > 0 || d.err != nil {
				continue
			}
		}
		if d.readErr != nil {
			d.err = d.readErr
			continue
		}
		var buf [1024]byte
		var got int
		got, d.readErr = d.r.Read(buf[:])
		d.in = append(d.in[:len(d.in):len(d.in)], buf[:got]...)
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}
