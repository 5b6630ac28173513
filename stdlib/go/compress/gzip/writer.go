package gzip

import (
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"time"
)

// Levels of compression, as in package flate.
const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

// A Writer compresses what is written to it; the header is written first.
type Writer struct {
	Header
	w       io.Writer
	level   int
	started bool
	closed  bool
	flate   *flate.Writer
	digest  uint32
	size    uint32
	err     error
}

// NewWriter returns a writer that compresses to w.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevel(w, DefaultCompression)
	return z
}

// NewWriterLevel is NewWriter with a level.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("gzip: invalid compression level: %d", level)
	}
	z := &Writer{level: level}
	z.Reset(w)
	return z, nil
}

// Reset makes z start over with another destination.
func (z *Writer) Reset(w io.Writer) {
	*z = Writer{Header: Header{OS: 255}, w: w, level: z.level, flate: z.flate}
	if z.flate != nil {
		z.flate.Reset(w)
	}
}

// The flags of the header.
const (
	flagCRC     = 1 << 1
	flagExtra   = 1 << 2
	flagName    = 1 << 3
	flagComment = 1 << 4
)

// latin1 returns s in ISO 8859-1, ended by a zero.
func latin1(s string) ([]byte, error) {
	var b []byte
	for _, r := range s {
		if r == 0 || r > 0xff {
			return nil, errors.New("gzip.Write: non-Latin-1 header string")
		}
		b = append(b, byte(r))
	}
	return append(b, 0), nil
}

func (z *Writer) header() error {
	h := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, z.OS}
	if z.ModTime.After(time.Unix(0, 0)) {
		binary.LittleEndian.PutUint32(h[4:], uint32(z.ModTime.Unix()))
	}
	switch z.level {
	case BestCompression:
		h[8] = 2
	case BestSpeed:
		h[8] = 4
	}
	if z.Extra != nil {
		h[3] |= flagExtra
		if len(z.Extra) > 0xffff {
			return errors.New("gzip.Write: Extra data is too large")
		}
		h = binary.LittleEndian.AppendUint16(h, uint16(len(z.Extra)))
		h = append(h, z.Extra...)
	}
	for _, field := range []struct {
		text string
		flag byte
	}{{z.Name, flagName}, {z.Comment, flagComment}} {
		if field.text == "" {
			continue
		}
		h[3] |= field.flag
		text, err := latin1(field.text)
		if err != nil {
			return err
		}
		h = append(h, text...)
	}
	_, err := z.w.Write(h)
	return err
}

// start writes the header once.
func (z *Writer) start() error {
	if z.started || z.err != nil {
		return z.err
	}
	z.started = true
	if z.err = z.header(); z.err == nil && z.flate == nil {
		z.flate, z.err = flate.NewWriter(z.w, z.level)
	}
	return z.err
}

// Write compresses p; it may stay in z until Flush or Close.
func (z *Writer) Write(p []byte) (n int, err error) {
	if err := z.start(); err != nil {
		return 0, err
	}
	z.size += uint32(len(p))
	z.digest = crc32.Update(z.digest, crc32.IEEETable, p)
	n, z.err = z.flate.Write(p)
	return n, z.err
}

// Flush writes all that is there, so that a reader can have it.
func (z *Writer) Flush() error {
	if z.err != nil || z.closed {
		return z.err
	}
	if err := z.start(); err != nil {
		return err
	}
	z.err = z.flate.Flush()
	return z.err
}

// Close flushes and writes the checksum; it does not close the destination.
func (z *Writer) Close() error {
	if z.err != nil || z.closed {
		return z.err
	}
	z.closed = true
	if err := z.start(); err != nil {
		return err
	}
	if z.err = z.flate.Close(); z.err != nil {
		return z.err
	}
	end := binary.LittleEndian.AppendUint32(nil, z.digest)
	_, z.err = z.w.Write(binary.LittleEndian.AppendUint32(end, z.size))
	return z.err
}
