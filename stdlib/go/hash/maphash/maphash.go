// Package maphash has hash functions that differ from seed to seed.
package maphash

import (
	"hash"
	"math/rand/v2"
)

// sum hashes bytes.
func sum(seed uint64, p []byte) uint64

// A Seed chooses a hash function.
type Seed struct{ s uint64 }

// MakeSeed returns a random seed.
func MakeSeed() Seed {
	for {
		if s := rand.Uint64(); s != 0 {
			return Seed{s}
		}
	}
}

func (s Seed) check() uint64 {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.s
}

// Bytes and String hash at once.
func Bytes(seed Seed, b []byte) uint64  { return sum(seed.check(), b) }
func String(seed Seed, s string) uint64 { return sum(seed.check(), []byte(s)) }

// A Hash hashes what is written to it.
type Hash struct {
	_    [0]func()
	seed Seed
	buf  []byte
}

func (h *Hash) init() {
	if h.seed.s == 0 {
		h.seed = MakeSeed()
	}
}

// Write, WriteByte and WriteString add to what is hashed.
func (h *Hash) Write(b []byte) (int, error) {
	h.init()
	h.buf = append(h.buf, b...)
	return len(b), nil
}
func (h *Hash) WriteString(s string) (int, error) {
	h.init()
	h.buf = append(h.buf, s...)
	return len(s), nil
}
func (h *Hash) WriteByte(b byte) error {
	h.init()
	h.buf = append(h.buf, b)
	return nil
}

// Seed and SetSeed are about the seed; setting it forgets what was written.
func (h *Hash) Seed() Seed {
	h.init()
	return h.seed
}
func (h *Hash) SetSeed(seed Seed) {
	seed.check()
	h.seed, h.buf = seed, h.buf[:0]
}

// Reset forgets what was written.
func (h *Hash) Reset() {
	h.init()
	h.buf = h.buf[:0]
}

// Sum64 returns the hash.
func (h *Hash) Sum64() uint64 {
	h.init()
	return sum(h.seed.s, h.buf)
}

// Sum appends the hash.
func (h *Hash) Sum(b []byte) []byte {
	v := h.Sum64()
	for i := 56; i >= 0; i -= 8 {
		b = append(b, byte(v>>i))
	}
	return b
}

func (h *Hash) Size() int      { return 8 }
func (h *Hash) BlockSize() int { return 128 }

// Clone returns a copy.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.init()
	return &Hash{seed: h.seed, buf: append([]byte(nil), h.buf...)}, nil
}
