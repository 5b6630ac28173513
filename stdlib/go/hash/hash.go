// Package hash has the interfaces of hash functions.
package hash

import "io"

type (
	// A Hash hashes what is written to it.
	Hash interface {
		io.Writer
		Sum(b []byte) []byte // appends the hash of what was written
		Reset()
		Size() int
		BlockSize() int
	}
	// A Hash32 has 32 bits.
	Hash32 interface {
		Hash
		Sum32() uint32
	}
	// A Hash64 has 64 bits.
	Hash64 interface {
		Hash
		Sum64() uint64
	}
	// A Cloner can be copied.
	Cloner interface {
		Hash
		Clone() (Cloner, error)
	}
	// An XOF gives as many bytes as are read from it.
	XOF interface {
		io.Writer
		io.Reader
		Reset()
		BlockSize() int
	}
)
