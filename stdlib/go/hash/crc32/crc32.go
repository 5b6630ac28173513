// Package crc32 has the 32-bit cyclic redundancy checks.
package crc32

import (
	"errors"
	"hash"
)

// Size is the size of a checksum in bytes.
const Size = 4

// Polynomials, reversed.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// A Table has the checksum of each byte.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = MakeTable(IEEE)

// update goes on with a checksum.
func update(crc uint32, tab []uint32, p []byte) uint32

// MakeTable returns the table of a polynomial.
func MakeTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		crc := uint32(i)
		for range 8 {
			crc = crc>>1 ^ poly&-(crc&1)
		}
		t[i] = crc
	}
	return t
}

// Update returns crc with p added.
func Update(crc uint32, tab *Table, p []byte) uint32 { return update(crc, tab[:], p) }

// Checksum and ChecksumIEEE return the checksum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }
func ChecksumIEEE(data []byte) uint32         { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New and NewIEEE return a hash.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }
func NewIEEE() hash.Hash32       { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }
func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte { return appendUint32(in, d.crc) }

// Clone returns a copy.
func (d *digest) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}

func appendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

// sum returns the checksum of a table's bytes, most significant first.
func (t *Table) sum() uint32 {
	var b []byte
	for _, v := range t {
		b = appendUint32(b, v)
	}
	return ChecksumIEEE(b)
}

const magic = "crc\x01"

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the state.
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return appendUint32(appendUint32(append(b, magic...), d.tab.sum()), d.crc), nil
}
func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if b = b[len(magic):]; string(appendUint32(nil, d.tab.sum())) != string(b[:4]) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = uint32(b[4])<<24 | uint32(b[5])<<16 | uint32(b[6])<<8 | uint32(b[7])
	return nil
}
