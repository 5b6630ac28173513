// Package crc64 has the 64-bit cyclic redundancy checks.
package crc64

import "hash"

// Size is the size of a checksum in bytes.
const Size = 8

// Polynomials, reversed.
const (
	ISO  = 0xD800000000000000
	ECMA = 0xC96C5795D7870F42
)

// A Table has the checksum of each byte.
type Table [256]uint64

// update goes on with a checksum.
func update(crc uint64, tab []uint64, p []byte) uint64

// MakeTable returns the table of a polynomial.
func MakeTable(poly uint64) *Table {
	t := new(Table)
	for i := range t {
		crc := uint64(i)
		for range 8 {
			crc = crc>>1 ^ poly&-(crc&1)
		}
		t[i] = crc
	}
	return t
}

// Update returns crc with p added.
func Update(crc uint64, tab *Table, p []byte) uint64 { return update(crc, tab[:], p) }

// Checksum returns the checksum of data.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

// New returns a hash.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }
func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte {
	for i := 56; i >= 0; i -= 8 {
		in = append(in, byte(d.crc>>i))
	}
	return in
}

// Clone returns a copy.
func (d *digest) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}
