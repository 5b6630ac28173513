// Package sha1 has the hash function SHA-1 (FIPS 180-4).
package sha1

import (
	"crypto"
	"hash"
	"internal/digest"
)

// Sizes in bytes.
const (
	Size      = 20
	BlockSize = 64
)

var kind = &digest.Kind{
	Name: "sha1", Magic: "sha\x01", Size: 20, Block: 64, Word: 4,
	Start: []uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
}

func init() { crypto.RegisterHash(crypto.SHA1, New) }

// New returns a hash.
func New() hash.Hash { return digest.New(kind) }

// Sum returns the hash of data.
func Sum(data []byte) [Size]byte { return [Size]byte(digest.Sum(kind, data)) }
