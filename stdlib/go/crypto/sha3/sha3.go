// Package sha3 has the hash functions of FIPS 202: SHA-3, SHAKE and cSHAKE.
package sha3

import (
	"crypto"
	"errors"
	"hash"
	"slices"
)

func init() {
	crypto.RegisterHash(crypto.SHA3_224, func() hash.Hash { return New224() })
	crypto.RegisterHash(crypto.SHA3_256, func() hash.Hash { return New256() })
	crypto.RegisterHash(crypto.SHA3_384, func() hash.Hash { return New384() })
	crypto.RegisterHash(crypto.SHA3_512, func() hash.Hash { return New512() })
}

// permute is Keccak's permutation of 25 words.
func permute(a []uint64)

// A sponge takes bytes in, and then gives bytes out.
type sponge struct {
	a       [25]uint64
	n       int // bytes of the block that are taken in or given out
	rate    int
	end     byte // what ends the input
	reading bool
}

// mix adds a byte to the state.
func (s *sponge) mix(i int, b byte) { s.a[i/8] ^= uint64(b) << (8 * (i % 8)) }

func (s *sponge) write(p []byte) {
	for _, b := range p {
		s.mix(s.n, b)
		if s.n++; s.n == s.rate {
			permute(s.a[:])
			s.n = 0
		}
	}
}

func (s *sponge) read(p []byte) {
	if !s.reading {
		s.mix(s.n, s.end)
		s.mix(s.rate-1, 0x80)
		permute(s.a[:])
		s.reading, s.n = true, 0
	}
	for i := range p {
		if s.n == s.rate {
			permute(s.a[:])
			s.n = 0
		}
		p[i] = byte(s.a[s.n/8] >> (8 * (s.n % 8)))
		s.n++
	}
}

func (s *sponge) reset() { *s = sponge{rate: s.rate, end: s.end} }

const (
	endSHA3   = 0x06
	endSHAKE  = 0x1f
	endCSHAKE = 0x04
)

// The start of marshaled states.
const (
	magicSHA3   = "sha\x08"
	magicSHAKE  = "sha\x09"
	magicCSHAKE = "sha\x0a"
)

var errState = errors.New("sha3: invalid hash state")

func (s *sponge) magic() string {
	switch s.end {
	case endSHA3:
		return magicSHA3
	case endSHAKE:
		return magicSHAKE
	}
	return magicCSHAKE
}

func (s *sponge) append(b []byte) []byte {
	b = append(append(b, s.magic()...), byte(s.rate))
	for _, v := range s.a {
		for i := range 8 {
			b = append(b, byte(v>>(8*i)))
		}
	}
	state := byte(0)
	if s.reading {
		state = 1
	}
	return append(b, byte(s.n), state)
}

func (s *sponge) parse(b []byte) error {
	if len(b) != 4+1+200+2 || string(b[:4]) != s.magic() || int(b[4]) != s.rate || int(b[205]) > s.rate {
		return errState
	}
	for i := range s.a {
		s.a[i] = 0
		for j := range 8 {
			s.a[i] |= uint64(b[5+8*i+j]) << (8 * j)
		}
	}
	s.n, s.reading = int(b[205]), b[206] == 1
	return nil
}

// SHA3 is the state of a hash of fixed size.
type SHA3 struct {
	s    sponge
	size int
}

func newSHA3(size int) *SHA3 {
	return &SHA3{sponge{rate: 200 - 2*size, end: endSHA3}, size}
}

// New224 and the others return a hash.
func New224() *SHA3 { return newSHA3(28) }
func New256() *SHA3 { return newSHA3(32) }
func New384() *SHA3 { return newSHA3(48) }
func New512() *SHA3 { return newSHA3(64) }

func sum(size int, data []byte) []byte {
	h := newSHA3(size)
	h.Write(data)
	return h.Sum(nil)
}

// Sum224 and the others return the hash of data.
func Sum224(data []byte) [28]byte { return [28]byte(sum(28, data)) }
func Sum256(data []byte) [32]byte { return [32]byte(sum(32, data)) }
func Sum384(data []byte) [48]byte { return [48]byte(sum(48, data)) }
func Sum512(data []byte) [64]byte { return [64]byte(sum(64, data)) }

// init makes the zero SHA3 that of 256 bits.
func (s *SHA3) init() {
	if s.size == 0 {
		*s = *New256()
	}
}

func (s *SHA3) Write(p []byte) (n int, err error) {
	s.init()
	s.s.write(p)
	return len(p), nil
}
func (s *SHA3) Sum(b []byte) []byte {
	s.init()
	other := s.s
	out := make([]byte, s.size)
	other.read(out)
	return append(b, out...)
}
func (s *SHA3) Reset() {
	s.init()
	s.s.reset()
}
func (s *SHA3) Size() int {
	s.init()
	return s.size
}
func (s *SHA3) BlockSize() int {
	s.init()
	return s.s.rate
}

// Clone returns a copy.
func (s *SHA3) Clone() (hash.Cloner, error) {
	s.init()
	other := *s
	return &other, nil
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the state.
func (s *SHA3) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }
func (s *SHA3) AppendBinary(p []byte) ([]byte, error) {
	s.init()
	return s.s.append(p), nil
}
func (s *SHA3) UnmarshalBinary(data []byte) error {
	s.init()
	return s.s.parse(data)
}

// SHAKE gives as many bytes as are read from it.
type SHAKE struct {
	s     sponge
	start []byte // what a custom one begins with
}

// NewSHAKE128 and NewSHAKE256 return a SHAKE.
func NewSHAKE128() *SHAKE { return &SHAKE{s: sponge{rate: 168, end: endSHAKE}} }
func NewSHAKE256() *SHAKE { return &SHAKE{s: sponge{rate: 136, end: endSHAKE}} }

// NewCSHAKE128 and NewCSHAKE256 return a SHAKE of a function and a purpose of its own.
func NewCSHAKE128(N, S []byte) *SHAKE { return custom(NewSHAKE128(), N, S) }
func NewCSHAKE256(N, S []byte) *SHAKE { return custom(NewSHAKE256(), N, S) }

func custom(s *SHAKE, name, purpose []byte) *SHAKE {
	if len(name) == 0 && len(purpose) == 0 {
		return s
	}
	s.s.end = endCSHAKE
	b := leftEncode(nil, uint64(s.s.rate))
	b = append(leftEncode(b, uint64(len(name))*8), name...)
	b = append(leftEncode(b, uint64(len(purpose))*8), purpose...)
	s.start = append(b, make([]byte, (s.s.rate-len(b)%s.s.rate)%s.s.rate)...)
	s.s.write(s.start)
	return s
}

// leftEncode appends a number after its length.
func leftEncode(b []byte, v uint64) []byte {
	n := 1
	for v>>(8*n) != 0 && n < 8 {
		n++
	}
	b = append(b, byte(n))
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// SumSHAKE128 and SumSHAKE256 return so many bytes for data.
func SumSHAKE128(data []byte, length int) []byte { return sumSHAKE(NewSHAKE128(), data, length) }
func SumSHAKE256(data []byte, length int) []byte { return sumSHAKE(NewSHAKE256(), data, length) }

func sumSHAKE(s *SHAKE, data []byte, length int) []byte {
	out := make([]byte, length)
	s.Write(data)
	s.Read(out)
	return out
}

// init makes the zero SHAKE that of 256 bits.
func (s *SHAKE) init() {
	if s.s.rate == 0 {
		*s = *NewSHAKE256()
	}
}

func (s *SHAKE) Write(p []byte) (n int, err error) {
	s.init()
	if s.s.reading {
		panic("sha3: Write after Read")
	}
	s.s.write(p)
	return len(p), nil
}
func (s *SHAKE) Read(p []byte) (n int, err error) {
	s.init()
	s.s.read(p)
	return len(p), nil
}
func (s *SHAKE) Reset() {
	s.init()
	s.s.reset()
	s.s.write(s.start)
}
func (s *SHAKE) BlockSize() int {
	s.init()
	return s.s.rate
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the state.
func (s *SHAKE) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }
func (s *SHAKE) AppendBinary(p []byte) ([]byte, error) {
	s.init()
	return append(s.s.append(p), s.start...), nil
}
func (s *SHAKE) UnmarshalBinary(data []byte) error {
	s.init()
	n := 4 + 1 + 200 + 2
	if len(data) < n {
		return errState
	}
	if err := s.s.parse(data[:n]); err != nil {
		return err
	}
	s.start = slices.Clone(data[n:])
	return nil
}
