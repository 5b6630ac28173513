// Package zlib reads and writes the compressed format of RFC 1950.
package zlib

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"io"
)

// Levels of compression, as in package flate.
const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	ErrChecksum   = errors.New("zlib: invalid checksum")
	ErrDictionary = errors.New("zlib: invalid dictionary")
	ErrHeader     = errors.New("zlib: invalid header")
)

// The first byte: the method, and a window of 32 KB.
const methodAndWindow = 0x78

// hasDictionary is the flag of the second byte.
const hasDictionary = 1 << 5

// Resetter is what the readers of NewReader implement: they start over with other data.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

type reader struct {
	r      flate.Reader
	flate  io.ReadCloser
	digest hash.Hash32
	err    error
}

// NewReader reads the header and returns a reader of the data.
func NewReader(r io.Reader) (io.ReadCloser, error) { return NewReaderDict(r, nil) }

// NewReaderDict has a dictionary for data that was compressed with it.
func NewReaderDict(r io.Reader, dict []byte) (io.ReadCloser, error) {
	z := new(reader)
	if err := z.Reset(r, dict); err != nil {
		return nil, err
	}
	return z, nil
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	*z = reader{flate: z.flate, digest: adler32.New()}
	if byByte, ok := r.(flate.Reader); ok {
		z.r = byByte
	} else {
		z.r = bufio.NewReader(r)
	}
	z.err = z.header(dict)
	return z.err
}

func (z *reader) header(dict []byte) error {
	var b [4]byte
	if err := z.full(b[:2]); err != nil {
		return err
	}
	if b[0]&15 != 8 || b[0]>>4 > 7 || binary.BigEndian.Uint16(b[:])%31 != 0 {
		return ErrHeader
	}
	needs := b[1]&hasDictionary != 0
	if needs {
		if err := z.full(b[:]); err != nil {
			return err
		}
		if binary.BigEndian.Uint32(b[:]) != adler32.Checksum(dict) {
			return ErrDictionary
		}
	} else {
		dict = nil
	}
	if z.flate == nil {
		z.flate = flate.NewReaderDict(z.r, dict)
		return nil
	}
	return z.flate.(flate.Resetter).Reset(z.r, dict)
}

// full reads all of b.
func (z *reader) full(b []byte) error {
	_, err := io.ReadFull(z.r, b)
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (z *reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	n, z.err = z.flate.Read(p)
	z.digest.Write(p[:n])
	if z.err != io.EOF {
		return n, z.err
	}
	var sum [4]byte
	if err := z.full(sum[:]); err != nil {
		z.err = err
	} else if binary.BigEndian.Uint32(sum[:]) != z.digest.Sum32() {
		z.err = ErrChecksum
	}
	return n, z.err
}

func (z *reader) Close() error {
	if z.err != nil && z.err != io.EOF {
		return z.err
	}
	z.err = z.flate.Close()
	return z.err
}

// A Writer compresses what is written to it; the header is written first.
type Writer struct {
	w       io.Writer
	level   int
	dict    []byte
	flate   *flate.Writer
	digest  hash.Hash32
	err     error
	started bool
}

// NewWriter returns a writer that compresses to w.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevelDict(w, DefaultCompression, nil)
	return z
}

// NewWriterLevel and NewWriterLevelDict have a level and a dictionary that readers must be given.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	return NewWriterLevelDict(w, level, nil)
}
func NewWriterLevelDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("zlib: invalid compression level: %d", level)
	}
	return &Writer{w: w, level: level, dict: dict, digest: adler32.New()}, nil
}

// Reset makes z start over with another destination.
func (z *Writer) Reset(w io.Writer) {
	*z = Writer{w: w, level: z.level, dict: z.dict, flate: z.flate, digest: adler32.New()}
	if z.flate != nil {
		z.flate.Reset(w)
	}
}

// start writes the header once.
func (z *Writer) start() error {
	if z.started || z.err != nil {
		return z.err
	}
	z.started = true
	h := []byte{methodAndWindow, 0}
	switch {
	case z.level >= 7:
		h[1] = 3 << 6
	case z.level == 6 || z.level == DefaultCompression:
		h[1] = 2 << 6
	case z.level >= 2:
		h[1] = 1 << 6
	}
	if z.dict != nil {
		h[1] |= hasDictionary
	}
	h[1] += 31 - byte(binary.BigEndian.Uint16(h)%31)
	if z.dict != nil {
		h = binary.BigEndian.AppendUint32(h, adler32.Checksum(z.dict))
	}
	if _, z.err = z.w.Write(h); z.err == nil && z.flate == nil {
		z.flate, z.err = flate.NewWriterDict(z.w, z.level, z.dict)
	}
	return z.err
}

// Write compresses p; it may stay in z until Flush or Close.
func (z *Writer) Write(p []byte) (n int, err error) {
	if err := z.start(); err != nil {
		return 0, err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if n, z.err = z.flate.Write(p); z.err == nil {
		z.digest.Write(p)
	}
	return n, z.err
}

// Flush writes all that is there, so that a reader can have it.
func (z *Writer) Flush() error {
	if z.start() == nil {
		z.err = z.flate.Flush()
	}
	return z.err
}

// Close flushes and writes the checksum; it does not close the destination.
func (z *Writer) Close() error {
	if z.start() != nil {
		return z.err
	}
	if z.err = z.flate.Close(); z.err == nil {
		_, z.err = z.w.Write(z.digest.Sum(nil))
	}
	return z.err
}
