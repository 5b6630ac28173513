package lzw

import (
	"bufio"
	"errors"
	"io"
)

// Reader decompresses what an io.Reader holds.
type Reader struct {
	r     io.ByteReader
	order Order
	err   error
	// Bits that were read and belong to no code yet.
	held  uint32
	nheld uint
	// Literals are below the code that clears, the one after it ends the stream.
	literal uint
	clear   uint16
	width   uint
	// The newest entry, which the next code completes; none after a clear.
	last uint16
	hi   uint16
	// Entries: the code of all but the last byte, and that byte.
	prefix [1 << maxWidth]uint16
	suffix [1 << maxWidth]uint8
	// A string, written from its end, and what of it is still to be given.
	text [1 << maxWidth]byte
	out  []byte
}

// NewReader returns a *Reader of the codes in r, whose literals have litWidth bits, two to eight.
// If r is no io.ByteReader, more may be read from it than is needed.
func NewReader(r io.Reader, order Order, litWidth int) io.ReadCloser {
	z := new(Reader)
	z.Reset(r, order, litWidth)
	return z
}

// Reset makes a new reader of it.
func (z *Reader) Reset(src io.Reader, order Order, litWidth int) {
	*z = Reader{order: order, err: wrong(order, litWidth)}
	if z.err != nil {
		return
	}
	bytes, ok := src.(io.ByteReader)
	if !ok && src != nil {
		bytes = bufio.NewReader(src)
	}
	z.r = bytes
	z.literal = uint(litWidth)
	z.clear = 1 << litWidth
	z.forget()
}

// forget drops all entries.
func (z *Reader) forget() {
	z.width = z.literal + 1
	z.hi = z.clear + 1
	z.last = none
}

// Close ends the reader, but does not close what it reads from.
func (z *Reader) Close() error {
	z.err = errClosed
	return nil
}

// Read fills b with decompressed bytes.
func (z *Reader) Read(b []byte) (int, error) {
	for len(z.out) == 0 && z.err == nil {
		z.err = z.decode()
	}
	if n := copy(b, z.out); n > 0 || len(z.out) > 0 {
		z.out = z.out[n:]
		return n, nil
	}
	return 0, z.err
}

// code reads the next code.
func (z *Reader) code() (uint16, error) {
	for z.nheld < z.width {
		next, err := z.r.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
		if z.order == LSB {
			z.held |= uint32(next) << z.nheld
		} else {
			z.held = z.held<<8 | uint32(next)
		}
		z.nheld += 8
	}
	z.nheld -= z.width
	mask := uint32(1)<<z.width - 1
	if z.order == MSB {
		return uint16(z.held >> z.nheld & mask), nil
	}
	code := uint16(z.held & mask)
	z.held >>= z.width
	return code, nil
}

// decode reads a code and puts its string out.
func (z *Reader) decode() error {
	code, err := z.code()
	if err != nil {
		return err
	}
	switch {
	case code == z.clear:
		z.forget()
		return nil
	case code == z.clear+1:
		return io.EOF
	case code > z.hi:
		return errors.New("lzw: invalid code")
	}
	from := len(z.text)
	c := code
	if code == z.hi && z.last != none {
		// The entry that this code completes: the last string and its own first byte.
		c = z.last
		from--
	}
	for ; c > z.clear; c = z.prefix[c] {
		from--
		z.text[from] = z.suffix[c]
	}
	from--
	z.text[from] = byte(c)
	if code == z.hi && z.last != none {
		z.text[len(z.text)-1] = byte(c)
	}
	z.out = z.text[from:]
	if z.last != none {
		z.prefix[z.hi], z.suffix[z.hi] = z.last, byte(c)
	}
	z.last = code
	z.hi++
	if z.hi == 1<<z.width {
		if z.width < maxWidth {
			z.width++
		} else {
			// The table is full: no more entries, up to a clear.
			z.hi--
			z.last = none
		}
	}
	return nil
}
