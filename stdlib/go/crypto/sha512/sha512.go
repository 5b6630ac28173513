// Package sha512 has the hash functions SHA-384, SHA-512, SHA-512/224 and SHA-512/256 (FIPS 180-4).
package sha512

import (
	"crypto"
	"hash"
	"internal/digest"
)

// Sizes in bytes.
const (
	Size      = 64
	Size224   = 28
	Size256   = 32
	Size384   = 48
	BlockSize = 128
)

var kind = &digest.Kind{
	Name: "sha512", Magic: "sha\x07", Size: 64, Block: 128, Word: 8,
	Start: []uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
}

var kind224 = &digest.Kind{
	Name: "sha512", Magic: "sha\x05", Size: 28, Block: 128, Word: 8,
	Start: []uint64{0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1},
}

var kind256 = &digest.Kind{
	Name: "sha512", Magic: "sha\x06", Size: 32, Block: 128, Word: 8,
	Start: []uint64{0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2},
}

var kind384 = &digest.Kind{
	Name: "sha512", Magic: "sha\x04", Size: 48, Block: 128, Word: 8,
	Start: []uint64{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4},
}

func init() {
	crypto.RegisterHash(crypto.SHA384, New384)
	crypto.RegisterHash(crypto.SHA512, New)
	crypto.RegisterHash(crypto.SHA512_224, New512_224)
	crypto.RegisterHash(crypto.SHA512_256, New512_256)
}

// New and the others return a hash.
func New() hash.Hash        { return digest.New(kind) }
func New384() hash.Hash     { return digest.New(kind384) }
func New512_224() hash.Hash { return digest.New(kind224) }
func New512_256() hash.Hash { return digest.New(kind256) }

// They return the hash of data.
func Sum512(data []byte) [Size]byte        { return [Size]byte(digest.Sum(kind, data)) }
func Sum384(data []byte) [Size384]byte     { return [Size384]byte(digest.Sum(kind384, data)) }
func Sum512_224(data []byte) [Size224]byte { return [Size224]byte(digest.Sum(kind224, data)) }
func Sum512_256(data []byte) [Size256]byte { return [Size256]byte(digest.Sum(kind256, data)) }
