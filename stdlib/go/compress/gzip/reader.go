// Package gzip reads and writes the compressed files of RFC 1952.
package gzip

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"time"
)

var (
	ErrChecksum = errors.New("gzip: invalid checksum")
	ErrHeader   = errors.New("gzip: invalid header")
)

// A Header describes the file that is compressed.
type Header struct {
	Comment string
	Extra   []byte
	ModTime time.Time
	Name    string
	OS      byte
}

// A Reader decompresses one file after the other; Header is that of the first.
type Reader struct {
	Header
	r      flate.Reader
	flate  io.ReadCloser
	digest uint32
	size   uint32
	err    error
	many   bool
}

// NewReader reads the header and returns a reader of the data.
func NewReader(r io.Reader) (*Reader, error) {
	z := new(Reader)
	if err := z.Reset(r); err != nil {
		return nil, err
	}
	return z, nil
}

// Reset makes z start over with other data.
func (z *Reader) Reset(r io.Reader) error {
	*z = Reader{flate: z.flate, many: true}
	if byByte, ok := r.(flate.Reader); ok {
		z.r = byByte
	} else {
		z.r = bufio.NewReader(r)
	}
	z.err = z.header()
	return z.err
}

// Multistream says whether to go on with the next file after the end of one.
func (z *Reader) Multistream(ok bool) { z.many = ok }

// truncated is what the end of the data inside of something means.
func truncated(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// A headerReader reads the parts of a header and sums them up.
type headerReader struct {
	r      io.Reader
	digest uint32
}

func (h *headerReader) bytes(n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(h.r, b)
	h.digest = crc32.Update(h.digest, crc32.IEEETable, b)
	return b, err
}

// text reads a text in ISO 8859-1 that a zero ends.
func (h *headerReader) text() (string, error) {
	const most = 512
	var text []rune
	for len(text) < most {
		b, err := h.bytes(1)
		if err != nil {
			return "", truncated(err)
		}
		if b[0] == 0 {
			return string(text), nil
		}
		text = append(text, rune(b[0]))
	}
	return "", ErrHeader
}

// header reads the header of the next file; io.EOF means that there is none.
func (z *Reader) header() error {
	z.Header = Header{}
	h := headerReader{r: z.r}
	head, err := h.bytes(10)
	if err != nil {
		return err
	}
	if head[0] != 0x1f || head[1] != 0x8b || head[2] != 8 {
		return ErrHeader
	}
	flags := head[3]
	if t := int64(binary.LittleEndian.Uint32(head[4:])); t > 0 {
		z.ModTime = time.Unix(t, 0)
	}
	z.OS = head[9]
	if flags&flagExtra != 0 {
		n, err := h.bytes(2)
		if err != nil {
			return truncated(err)
		}
		if z.Extra, err = h.bytes(int(binary.LittleEndian.Uint16(n))); err != nil {
			return truncated(err)
		}
	}
	if flags&flagName != 0 {
		if z.Name, err = h.text(); err != nil {
			return err
		}
	}
	if flags&flagComment != 0 {
		if z.Comment, err = h.text(); err != nil {
			return err
		}
	}
	if flags&flagCRC != 0 {
		digest := uint16(h.digest)
		sum, err := h.bytes(2)
		if err != nil {
			return truncated(err)
		}
		if binary.LittleEndian.Uint16(sum) != digest {
			return ErrHeader
		}
	}
	z.digest, z.size = 0, 0
	if z.flate == nil {
		z.flate = flate.NewReader(z.r)
		return nil
	}
	return z.flate.(flate.Resetter).Reset(z.r, nil)
}

func (z *Reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	for n == 0 {
		n, z.err = z.flate.Read(p)
		z.digest = crc32.Update(z.digest, crc32.IEEETable, p[:n])
		z.size += uint32(n)
		if z.err != io.EOF {
			return n, z.err
		}
		var end [8]byte
		if _, err := io.ReadFull(z.r, end[:]); err != nil {
			z.err = truncated(err)
			return n, z.err
		}
		if binary.LittleEndian.Uint32(end[:]) != z.digest || binary.LittleEndian.Uint32(end[4:]) != z.size {
			z.err = ErrChecksum
			return n, z.err
		}
		if !z.many {
			return n, io.EOF
		}
		first := z.Header
		z.err = z.header()
		z.Header = first
		if z.err != nil {
			return n, z.err
		}
	}
	return n, nil
}

// Close returns what went wrong; it does not close the source.
func (z *Reader) Close() error { return z.flate.Close() }
