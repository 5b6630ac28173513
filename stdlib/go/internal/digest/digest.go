// Package digest has the hash functions that work block by block on words.
package digest

import (
	"errors"
	"hash"
	"slices"
)

// The block functions, for any number of blocks.
func md5(h []uint64, p []byte)
func sha1(h []uint64, p []byte)
func sha256(h []uint64, p []byte)
func sha512(h []uint64, p []byte)

// A Kind is a hash function.
type Kind struct {
	Name   string // its package's
	Magic  string // in front of a marshaled state
	Start  []uint64
	Size   int
	Block  int
	Word   int // bytes
	Little bool
}

// A Digest is the state of a hash.
type Digest struct {
	kind *Kind
	h    [8]uint64 // the first ones are used
	x    []byte    // bytes of a block that is not full
	len  uint64
}

// New returns a Digest of a kind.
func New(kind *Kind) *Digest {
	d := &Digest{kind: kind}
	d.Reset()
	return d
}

// Sum returns the hash of data.
func Sum(kind *Kind, data []byte) []byte {
	d := New(kind)
	d.Write(data)
	return d.Sum(nil)
}

func (d *Digest) Reset() {
	copy(d.h[:], d.kind.Start)
	d.x, d.len = d.x[:0], 0
}
func (d *Digest) Size() int      { return d.kind.Size }
func (d *Digest) BlockSize() int { return d.kind.Block }

// Clone returns a copy.
func (d *Digest) Clone() (hash.Cloner, error) { return d.copied(), nil }

func (d *Digest) copied() *Digest {
	other := *d
	other.x = slices.Clone(d.x)
	return &other
}

// blocks runs the block function.
func (d *Digest) blocks(p []byte) {
	h := d.h[:len(d.kind.Start)]
	switch {
	case d.kind.Little:
		md5(h, p)
	case len(h) == 5:
		sha1(h, p)
	case d.kind.Word == 4:
		sha256(h, p)
	default:
		sha512(h, p)
	}
}

func (d *Digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.len += uint64(n)
	if len(d.x) > 0 {
		room := min(d.kind.Block-len(d.x), len(p))
		d.x = append(d.x, p[:room]...)
		p = p[room:]
		if len(d.x) < d.kind.Block {
			return n, nil
		}
		d.blocks(d.x)
		d.x = d.x[:0]
	}
	whole := len(p) / d.kind.Block * d.kind.Block
	if whole > 0 {
		d.blocks(p[:whole])
	}
	d.x = append(d.x, p[whole:]...)
	return n, nil
}

// put appends a number of n bytes.
func (d *Digest) put(b []byte, v uint64, n int) []byte {
	for i := range n {
		shift := 8 * i
		if !d.kind.Little {
			shift = 8 * (n - 1 - i)
		}
		b = append(b, byte(v>>shift))
	}
	return b
}

// Sum appends the hash; more may be written after it.
func (d *Digest) Sum(b []byte) []byte {
	// What was written is padded with a one, zeros and its length in bits.
	last := d.copied()
	tail := 2 * d.kind.Word
	pad := append([]byte{0x80}, make([]byte, 2*d.kind.Block)...)
	pad = pad[:d.kind.Block-(len(d.x)+tail)%d.kind.Block]
	pad = append(pad, make([]byte, tail-8)...)
	last.Write(d.put(pad, d.len<<3, 8))
	var out []byte
	for _, word := range last.h[:len(d.kind.Start)] {
		out = d.put(out, word, d.kind.Word)
	}
	return append(b, out[:d.kind.Size]...)
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the state.
func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.Magic...)
	for _, word := range d.h[:len(d.kind.Start)] {
		b = bigEndian(b, word, d.kind.Word)
	}
	b = append(b, d.x...)
	b = append(b, make([]byte, d.kind.Block-len(d.x))...)
	return bigEndian(b, d.len, 8), nil
}
func (d *Digest) UnmarshalBinary(b []byte) error {
	k := d.kind
	if len(b) < len(k.Magic) || string(b[:len(k.Magic)]) != k.Magic {
		return errors.New("crypto/" + k.Name + ": invalid hash state identifier")
	}
	if len(b) != len(k.Magic)+len(k.Start)*k.Word+k.Block+8 {
		return errors.New("crypto/" + k.Name + ": invalid hash state size")
	}
	b = b[len(k.Magic):]
	for i := range k.Start {
		d.h[i] = fromBig(b[:k.Word])
		b = b[k.Word:]
	}
	d.len = fromBig(b[k.Block:])
	d.x = slices.Clone(b[:d.len%uint64(k.Block)])
	return nil
}

func bigEndian(b []byte, v uint64, n int) []byte {
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

func fromBig(b []byte) (v uint64) {
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}
