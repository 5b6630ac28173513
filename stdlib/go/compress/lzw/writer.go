package lzw

import (
	"bufio"
	"errors"
	"io"
)

// Writer compresses what is written to it.
type Writer struct {
	w     *bufio.Writer
	order Order
	err   error
	// Bits of codes that fill no byte yet.
	held  uint32
	nheld uint
	// Literals are below the code that clears, the one after it ends the stream.
	literal uint
	clear   uint16
	width   uint
	// The newest entry.
	hi uint16
	// The code of what was written last; none at the beginning.
	last uint16
	// Entries by the code of all but the last byte, and that byte.
	entries map[uint32]uint16
}

// NewWriter returns a *Writer of codes to w, for bytes of litWidth bits, two to eight.
func NewWriter(w io.Writer, order Order, litWidth int) io.WriteCloser {
	z := new(Writer)
	z.Reset(w, order, litWidth)
	return z
}

// Reset makes a new writer of it.
func (z *Writer) Reset(dst io.Writer, order Order, litWidth int) {
	*z = Writer{order: order, err: wrong(order, litWidth), last: none}
	if z.err != nil {
		return
	}
	z.w = bufio.NewWriter(dst)
	z.literal = uint(litWidth)
	z.clear = 1 << litWidth
	z.forget()
}

// forget drops all entries.
func (z *Writer) forget() {
	z.width = z.literal + 1
	z.hi = z.clear + 1
	z.entries = make(map[uint32]uint16)
}

// put writes a code.
func (z *Writer) put(code uint16) error {
	if z.order == LSB {
		z.held |= uint32(code) << z.nheld
	} else {
		z.held |= uint32(code) << (32 - z.width - z.nheld)
	}
	z.nheld += z.width
	for z.nheld >= 8 {
		if err := z.w.WriteByte(z.take()); err != nil {
			return err
		}
		z.nheld -= 8
	}
	return nil
}

// take takes the next byte out of the bits.
func (z *Writer) take() byte {
	if z.order == LSB {
		b := byte(z.held)
		z.held >>= 8
		return b
	}
	b := byte(z.held >> 24)
	z.held <<= 8
	return b
}

// next makes the next entry possible; when there are no more codes it starts again and answers
// false.
func (z *Writer) next() (bool, error) {
	z.hi++
	if z.hi == 1<<maxWidth-1 {
		if err := z.put(z.clear); err != nil {
			return false, err
		}
		z.forget()
		return false, nil
	}
	if z.hi == 1<<z.width {
		z.width++
	}
	return true, nil
}

// Write compresses p.
func (z *Writer) Write(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	for _, b := range p {
		if uint16(b) >= z.clear {
			z.err = errors.New("lzw: input byte too large for the litWidth")
			return 0, z.err
		}
	}
	for i, b := range p {
		if err := z.add(b); err != nil {
			z.err = err
			return i, err
		}
	}
	return len(p), nil
}

func (z *Writer) add(b byte) error {
	if z.last == none {
		z.last = uint16(b)
		return z.put(z.clear)
	}
	key := uint32(z.last)<<8 | uint32(b)
	if code, ok := z.entries[key]; ok {
		z.last = code
		return nil
	}
	if err := z.put(z.last); err != nil {
		return err
	}
	z.last = uint16(b)
	room, err := z.next()
	if room {
		z.entries[key] = z.hi
	}
	return err
}

// Close writes what is left, but does not close what it writes to.
func (z *Writer) Close() error {
	if z.err != nil {
		if z.err == errClosed {
			return nil
		}
		return z.err
	}
	z.err = errClosed
	if err := z.finish(); err != nil {
		return err
	}
	return z.w.Flush()
}

// finish writes the last codes.
func (z *Writer) finish() error {
	if z.last == none {
		if err := z.put(z.clear); err != nil {
			return err
		}
	} else {
		if err := z.put(z.last); err != nil {
			return err
		}
		if _, err := z.next(); err != nil {
			return err
		}
	}
	if err := z.put(z.clear + 1); err != nil {
		return err
	}
	if z.nheld > 0 {
		return z.w.WriteByte(z.take())
	}
	return nil
}
