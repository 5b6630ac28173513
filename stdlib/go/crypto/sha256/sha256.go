// Package sha256 has the hash functions SHA-224 and SHA-256 (FIPS 180-4).
package sha256

import (
	"crypto"
	"hash"
	"internal/digest"
)

// Sizes in bytes.
const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

var kind = &digest.Kind{
	Name: "sha256", Magic: "sha\x03", Size: 32, Block: 64, Word: 4,
	Start: []uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
}

var kind224 = &digest.Kind{
	Name: "sha256", Magic: "sha\x02", Size: 28, Block: 64, Word: 4,
	Start: []uint64{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4},
}

func init() {
	crypto.RegisterHash(crypto.SHA224, New224)
	crypto.RegisterHash(crypto.SHA256, New)
}

// New and the others return a hash.
func New() hash.Hash    { return digest.New(kind) }
func New224() hash.Hash { return digest.New(kind224) }

// They return the hash of data.
func Sum256(data []byte) [Size]byte    { return [Size]byte(digest.Sum(kind, data)) }
func Sum224(data []byte) [Size224]byte { return [Size224]byte(digest.Sum(kind224, data)) }
