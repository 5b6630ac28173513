// Package md5 has the hash function MD5 (RFC 1321).
package md5

import (
	"crypto"
	"hash"
	"internal/digest"
)

// Sizes in bytes.
const (
	Size      = 16
	BlockSize = 64
)

var kind = &digest.Kind{
	Name: "md5", Magic: "md5\x01", Size: 16, Block: 64, Word: 4, Little: true,
	Start: []uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
}

func init() { crypto.RegisterHash(crypto.MD5, New) }

// New returns a hash.
func New() hash.Hash { return digest.New(kind) }

// Sum returns the hash of data.
func Sum(data []byte) [Size]byte { return [Size]byte(digest.Sum(kind, data)) }
