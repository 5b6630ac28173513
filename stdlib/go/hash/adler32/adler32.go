// Package adler32 has the checksum Adler-32 (RFC 1950).
package adler32

import "hash"

// Size is the size of a checksum in bytes.
const Size = 4

// update goes on with a checksum.
func update(sum uint32, p []byte) uint32

// Checksum returns the checksum of data.
func Checksum(data []byte) uint32 { return update(1, data) }

type digest uint32

// New returns a hash.
func New() hash.Hash32 {
	d := digest(1)
	return &d
}

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 4 }
func (d *digest) Reset()         { *d = 1 }
func (d *digest) Sum32() uint32  { return uint32(*d) }
func (d *digest) Write(p []byte) (n int, err error) {
	*d = digest(update(uint32(*d), p))
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte {
	return append(in, byte(*d>>24), byte(*d>>16), byte(*d>>8), byte(*d))
}

// Clone returns a copy.
func (d *digest) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}
