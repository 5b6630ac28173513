// Package bzip2 reads what bzip2 has compressed.
//
// A stream is a header, blocks, and a trailer with a checksum of the blocks' checksums; several
// streams may follow each other. A block is decoded backwards through what the compressor did:
// Huffman codes of several tables in turn, runs of zeros, move to front, the Burrows-Wheeler
// transform, and runs of bytes.
package bzip2

import (
	"bufio"
	"io"
)

// A StructuralError is returned when the data are not well formed.
type StructuralError string

func (s StructuralError) Error() string { return "bzip2 data invalid: " + string(s) }

const (
	streamMagic  = 0x425a         // "BZ"
	blockMagic   = 0x314159265359 // digits of pi
	trailerMagic = 0x177245385090 // digits of its square root
)

type reader struct {
	bits bits
	err  error
	// Inside of a stream.
	started   bool
	blockSize int
	// The checksum of the stream so far.
	checksum uint32
	block    block
}

// NewReader returns a reader that decompresses what r holds. If r is no io.ByteReader, more may be
// read from it than is needed.
func NewReader(r io.Reader) io.Reader {
	bytes, ok := r.(io.ByteReader)
	if !ok {
		bytes = bufio.NewReader(r)
	}
	return &reader{bits: bits{r: bytes}}
}

func (z *reader) Read(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	for n := 0; ; {
		n = z.block.read(p)
		if n > 0 || len(p) == 0 {
			return n, nil
		}
		if err := z.next(); err != nil {
			if z.bits.err != nil {
				err = z.bits.err
			}
			z.err = err
			return 0, err
		}
	}
}

// next decodes the next block. At the end of the last stream it answers io.EOF.
func (z *reader) next() error {
	if !z.started {
		if err := z.header(); err != nil {
			return err
		}
		z.started = true
		return z.magic()
	}
	if got, want := z.block.checksum, z.block.wanted; got != want {
		return StructuralError("block checksum mismatch")
	}
	z.checksum = (z.checksum<<1 | z.checksum>>31) ^ z.block.checksum
	return z.magic()
}

// header reads the head of the first stream.
func (z *reader) header() error {
	if z.bits.take(16) != streamMagic {
		return StructuralError("bad magic value")
	}
	return z.level()
}

// level reads what follows "BZ".
func (z *reader) level() error {
	if z.bits.take(8) != 'h' {
		return StructuralError("non-Huffman entropy encoding")
	}
	level := z.bits.take(8)
	if level < '1' || level > '9' {
		return StructuralError("invalid compression level")
	}
	z.checksum = 0
	z.blockSize = 100_000 * int(level-'0')
	return nil
}

// magic reads what comes next: blocks, or the end of a stream and what follows it.
func (z *reader) magic() error {
	for {
		switch z.bits.take(48) {
		case blockMagic:
			return z.block.decode(&z.bits, z.blockSize)
		case trailerMagic:
			if uint32(z.bits.take(32)) != z.checksum {
				return StructuralError("file checksum mismatch")
			}
			z.bits.align()
			first, err := z.bits.r.ReadByte()
			if err != nil {
				return err
			}
			second, err := z.bits.r.ReadByte()
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				return err
			}
			if first != 'B' || second != 'Z' {
				return StructuralError("bad magic value in continuation file")
			}
			if err := z.level(); err != nil {
				return err
			}
		default:
			return StructuralError("bad magic value found")
		}
	}
}

// bits reads bits, the highest of each byte first. After an error all bits are zero.
type bits struct {
	r    io.ByteReader
	held uint64
	n    uint
	err  error
}

// take answers the next n bits, 48 at most.
func (b *bits) take(n uint) uint64 {
	for b.n < n {
		next, err := b.r.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			b.err = err
			return 0
		}
		b.held = b.held<<8 | uint64(next)
		b.n += 8
	}
	b.n -= n
	return b.held >> b.n & (1<<n - 1)
}

func (b *bits) bit() bool { return b.take(1) == 1 }

// align leaves out what is left of a byte.
func (b *bits) align() { b.n -= b.n % 8 }
