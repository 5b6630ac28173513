// Package fnv has the hash functions of Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"
)

const (
	offset32 = 2166136261
	prime32  = 16777619
	offset64 = 14695981039346656037
	prime64  = 1099511628211

	// Two words each; the prime is 1<<88 + 0x13b.
	offset128Hi = 0x6c62272e07bb0142
	offset128Lo = 0x62b821756295c58d
	prime128Hi  = 1 << 24
	prime128Lo  = 0x13b
)

type (
	sum32   uint32
	sum32a  uint32
	sum64   uint64
	sum64a  uint64
	sum128  [2]uint64
	sum128a [2]uint64
)

// New32 and the others return a hash; those that end in a mix in each byte before multiplying.
func New32() hash.Hash32 {
	s := sum32(offset32)
	return &s
}
func New32a() hash.Hash32 {
	s := sum32a(offset32)
	return &s
}
func New64() hash.Hash64 {
	s := sum64(offset64)
	return &s
}
func New64a() hash.Hash64 {
	s := sum64a(offset64)
	return &s
}
func New128() hash.Hash  { return &sum128{offset128Hi, offset128Lo} }
func New128a() hash.Hash { return &sum128a{offset128Hi, offset128Lo} }

func (s *sum32) Reset()         { *s = offset32 }
func (s *sum32) Sum32() uint32  { return uint32(*s) }
func (s *sum32) Size() int      { return 4 }
func (s *sum32) BlockSize() int { return 1 }
func (s *sum32) Write(data []byte) (int, error) {
	h := *s
	for _, b := range data {
		h *= prime32
		h ^= sum32(b)
	}
	*s = h
	return len(data), nil
}
func (s *sum32) Sum(in []byte) []byte {
	return append(in, byte(*s>>24), byte(*s>>16), byte(*s>>8), byte(*s))
}
func (s *sum32) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}

func (s *sum32a) Reset()         { *s = offset32 }
func (s *sum32a) Sum32() uint32  { return uint32(*s) }
func (s *sum32a) Size() int      { return 4 }
func (s *sum32a) BlockSize() int { return 1 }
func (s *sum32a) Write(data []byte) (int, error) {
	h := *s
	for _, b := range data {
		h ^= sum32a(b)
		h *= prime32
	}
	*s = h
	return len(data), nil
}
func (s *sum32a) Sum(in []byte) []byte {
	return append(in, byte(*s>>24), byte(*s>>16), byte(*s>>8), byte(*s))
}
func (s *sum32a) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}

func (s *sum64) Reset()         { *s = offset64 }
func (s *sum64) Sum64() uint64  { return uint64(*s) }
func (s *sum64) Size() int      { return 8 }
func (s *sum64) BlockSize() int { return 1 }
func (s *sum64) Write(data []byte) (int, error) {
	h := *s
	for _, b := range data {
		h *= prime64
		h ^= sum64(b)
	}
	*s = h
	return len(data), nil
}
func (s *sum64) Sum(in []byte) []byte {
	return append(in, byte(*s>>56), byte(*s>>48), byte(*s>>40), byte(*s>>32), byte(*s>>24), byte(*s>>16), byte(*s>>8), byte(*s))
}
func (s *sum64) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}

func (s *sum64a) Reset()         { *s = offset64 }
func (s *sum64a) Sum64() uint64  { return uint64(*s) }
func (s *sum64a) Size() int      { return 8 }
func (s *sum64a) BlockSize() int { return 1 }
func (s *sum64a) Write(data []byte) (int, error) {
	h := *s
	for _, b := range data {
		h ^= sum64a(b)
		h *= prime64
	}
	*s = h
	return len(data), nil
}
func (s *sum64a) Sum(in []byte) []byte {
	return append(in, byte(*s>>56), byte(*s>>48), byte(*s>>40), byte(*s>>32), byte(*s>>24), byte(*s>>16), byte(*s>>8), byte(*s))
}
func (s *sum64a) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}

// times multiplies by the prime.
func times(hi, lo uint64) (uint64, uint64) {
	carry, low := bits.Mul64(prime128Lo, lo)
	return carry + lo*prime128Hi + hi*prime128Lo, low
}

func sum(in []byte, hi, lo uint64) []byte {
	for i := 56; i >= 0; i -= 8 {
		in = append(in, byte(hi>>i))
	}
	for i := 56; i >= 0; i -= 8 {
		in = append(in, byte(lo>>i))
	}
	return in
}

func (s *sum128) Reset()               { *s = sum128{offset128Hi, offset128Lo} }
func (s *sum128) Size() int            { return 16 }
func (s *sum128) BlockSize() int       { return 1 }
func (s *sum128) Sum(in []byte) []byte { return sum(in, s[0], s[1]) }
func (s *sum128) Write(data []byte) (int, error) {
	hi, lo := s[0], s[1]
	for _, b := range data {
		hi, lo = times(hi, lo)
		lo ^= uint64(b)
	}
	*s = sum128{hi, lo}
	return len(data), nil
}
func (s *sum128) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}

func (s *sum128a) Reset()               { *s = sum128a{offset128Hi, offset128Lo} }
func (s *sum128a) Size() int            { return 16 }
func (s *sum128a) BlockSize() int       { return 1 }
func (s *sum128a) Sum(in []byte) []byte { return sum(in, s[0], s[1]) }
func (s *sum128a) Write(data []byte) (int, error) {
	hi, lo := s[0], s[1]
	for _, b := range data {
		hi, lo = times(hi, lo^uint64(b))
	}
	*s = sum128a{hi, lo}
	return len(data), nil
}
func (s *sum128a) Clone() (hash.Cloner, error) {
	other := *s
	return &other, nil
}
