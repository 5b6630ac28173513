// Package rand has pseudo-random numbers; a seed gives the same ones as in Go.
package rand

import (
	"errors"
	"math"
	"math/bits"
)

// A Source is a source of 64 bits.
type Source interface {
	Uint64() uint64
}

// runtimeRand is a decision of the scheduler.
func runtimeRand() uint64

// chacha8 fills buf, 32 words, from seed, 4 words, and a counter.
func chacha8(seed []uint64, counter uint32, buf []uint64)

// zigNorm and zigExp fill the tables of the ziggurat method, 128 and 256 long.
func zigNorm(k []uint32, w, f []float32)
func zigExp(k []uint32, w, f []float32)

type global struct{}

func (global) Uint64() uint64 { return runtimeRand() }

var top = &Rand{global{}}

// A Rand makes numbers of many kinds from a Source.
type Rand struct{ src Source }

// New returns a Rand that uses src.
func New(src Source) *Rand { return &Rand{src} }

// Whole numbers of a size.
func (r *Rand) Int64() int64   { return int64(r.src.Uint64() &^ (1 << 63)) }
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }
func (r *Rand) Int32() int32   { return int32(r.src.Uint64() >> 33) }
func (r *Rand) Int() int       { return int(r.src.Uint64() << 1 >> 1) }
func (r *Rand) Uint() uint     { return uint(r.src.Uint64()) }

// below returns a number less than n by multiplication (Lemire).
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.src.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.src.Uint64(), n)
	if lo < n {
		for low := -n % n; lo < low; {
			hi, lo = bits.Mul64(r.src.Uint64(), n)
		}
	}
	return hi
}

func check(ok bool, name string) {
	if !ok {
		panic("invalid argument to " + name)
	}
}

// Int64N and so on return a number in [0, n).
func (r *Rand) Int64N(n int64) int64 {
	check(n > 0, "Int64N")
	return int64(r.below(uint64(n)))
}
func (r *Rand) Uint64N(n uint64) uint64 {
	check(n > 0, "Uint64N")
	return r.below(n)
}
func (r *Rand) Int32N(n int32) int32 {
	check(n > 0, "Int32N")
	return int32(r.below(uint64(n)))
}
func (r *Rand) Uint32N(n uint32) uint32 {
	check(n > 0, "Uint32N")
	return uint32(r.below(uint64(n)))
}
func (r *Rand) IntN(n int) int {
	check(n > 0, "IntN")
	return int(r.below(uint64(n)))
}
func (r *Rand) UintN(n uint) uint {
	check(n > 0, "UintN")
	return uint(r.below(uint64(n)))
}

type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N returns a number in [0, n) of any integer type.
func (r *Rand) N[Int intType](n Int) Int {
	check(n > 0, "N")
	return Int(r.below(uint64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm returns the numbers in [0, n) in some order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle puts n elements in some order.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	check(n >= 0, "Shuffle")
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

// zig has the tables of a distribution.
type zig struct {
	k    [256]uint32
	w, f [256]float32
}

// The tables, made when package variables are.
var norm, exp = func() (*zig, *zig) {
	n, e := new(zig), new(zig)
	zigNorm(n.k[:128], n.w[:128], n.f[:128])
	zigExp(e.k[:], e.w[:], e.f[:])
	return n, e
}()

const (
	normEnd = 3.442619855899
	expEnd  = 7.69711747013104972
)

// NormFloat64 returns a normally distributed number.
func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint64()
		j := int32(u)
		i := u >> 32 & 0x7F
		x := float64(j) * float64(norm.w[i])
		size := uint32(j)
		if j < 0 {
			size = -size
		}
		if size < norm.k[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / normEnd)
				if y := -math.Log(r.Float64()); y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return normEnd + x
			}
			return -normEnd - x
		}
		if norm.f[i]+float32(r.Float64())*(norm.f[i-1]-norm.f[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns an exponentially distributed number.
func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint64()
		j := uint32(u)
		i := u >> 32 & 0xFF
		x := float64(j) * float64(exp.w[i])
		if j < exp.k[i] {
			return x
		}
		if i == 0 {
			return expEnd - math.Log(r.Float64())
		}
		if exp.f[i]+float32(r.Float64())*(exp.f[i-1]-exp.f[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// The same from the scheduler's numbers.
func Int64() int64                       { return top.Int64() }
func Uint32() uint32                     { return top.Uint32() }
func Uint64() uint64                     { return top.Uint64() }
func Int32() int32                       { return top.Int32() }
func Int() int                           { return top.Int() }
func Uint() uint                         { return top.Uint() }
func Int64N(n int64) int64               { return top.Int64N(n) }
func Uint64N(n uint64) uint64            { return top.Uint64N(n) }
func Int32N(n int32) int32               { return top.Int32N(n) }
func Uint32N(n uint32) uint32            { return top.Uint32N(n) }
func IntN(n int) int                     { return top.IntN(n) }
func UintN(n uint) uint                  { return top.UintN(n) }
func Float64() float64                   { return top.Float64() }
func Float32() float32                   { return top.Float32() }
func Perm(n int) []int                   { return top.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { top.Shuffle(n, swap) }
func NormFloat64() float64               { return top.NormFloat64() }
func ExpFloat64() float64                { return top.ExpFloat64() }

// N returns a number in [0, n) of any integer type.
func N[Int intType](n Int) Int {
	check(n > 0, "N")
	return Int(top.below(uint64(n)))
}

// A Zipf makes Zipf distributed numbers (Hörmann and Derflinger's rejection-inversion).
type Zipf struct {
	r                       *Rand
	max, v, q, s            float64
	oneMinusQ, invOneMinusQ float64
	low, span               float64
}

func (z *Zipf) h(x float64) float64 { return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.invOneMinusQ }

func (z *Zipf) hInv(x float64) float64 {
	return math.Exp(z.invOneMinusQ*math.Log(z.oneMinusQ*x)) - z.v
}

// NewZipf returns a generator of k in [0, imax] with probability proportional to (v+k)**-s.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, max: float64(imax), v: v, q: s, oneMinusQ: 1 - s}
	z.invOneMinusQ = 1 / z.oneMinusQ
	z.low = z.h(z.max + 0.5)
	z.span = z.h(0.5) - math.Exp(math.Log(v)*(-s)) - z.low
	z.s = 1 - z.hInv(z.h(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

// Uint64 returns a number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.low + z.r.Float64()*z.span
		x := z.hInv(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || u >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}

// A PCG is the generator PCG-DXSM with 128 bits of state.
type PCG struct{ hi, lo uint64 }

// NewPCG returns a PCG with a seed.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed starts anew.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// Uint64 returns 64 bits.
func (p *PCG) Uint64() uint64 {
	const mulHi, mulLo = 2549297995355413924, 4865540595714422341
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, c := bits.Add64(lo, 1442695040888963407, 0)
	hi += 6364136223846793005 + c
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= 0xda942042e4dd58b5
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func putWord(b []byte, x uint64) []byte {
	for i := 56; i >= 0; i -= 8 {
		b = append(b, byte(x>>i))
	}
	return b
}

func word(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return
}

// AppendBinary appends the state.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return putWord(putWord(append(b, "pcg:"...), p.hi), p.lo), nil
}

// MarshalBinary returns the state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary sets the state.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = word(data[4:]), word(data[12:])
	return nil
}

// A ChaCha8 is the generator chacha8rand.
type ChaCha8 struct {
	buf     [32]uint64
	seed    [4]uint64
	i, n, c uint32 // next, end and counter of buf
	read    [8]byte
	left    int // bytes at the end of read
}

// NewChaCha8 returns a ChaCha8 with a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed starts anew.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(word(seed[8*i:]))
	}
	c.left = 0
	c.fill(0)
}

// fill makes the numbers of a counter: of four blocks the last keeps a new seed.
func (c *ChaCha8) fill(counter uint32) {
	c.c = counter
	chacha8(c.seed[:], counter, c.buf[:])
	if c.i, c.n = 0, 32; counter == 12 {
		c.n = 28
	}
}

// Uint64 returns 64 bits.
func (c *ChaCha8) Uint64() uint64 {
	if c.i >= c.n {
		if c.c == 12 {
			copy(c.seed[:], c.buf[28:])
			c.fill(0)
		} else {
			c.fill(c.c + 4)
		}
	}
	x := c.buf[c.i]
	c.i++
	return x
}

// Read fills p.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if c.left == 0 {
			for i, x := 0, c.Uint64(); i < 8; i, x = i+1, x>>8 {
				c.read[i] = byte(x)
			}
			c.left = 8
		}
		k := copy(p[n:], c.read[8-c.left:])
		c.left -= k
		n += k
	}
	return
}

// AppendBinary appends the state.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.left > 0 {
		b = append(append(b, "readbuf:"...), byte(c.left))
		b = append(b, c.read[8-c.left:]...)
	}
	b = putWord(append(b, "chacha8:"...), uint64(c.c/4*32+c.i))
	for _, s := range c.seed {
		b = putWord(b, bits.ReverseBytes64(s))
	}
	return b, nil
}

// MarshalBinary returns the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary sets the state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || len(data) < int(1+data[0]) || data[0] > 8 {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		c.left = int(data[0])
		copy(c.read[8-c.left:], data[1:])
		data = data[1+c.left:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" || word(data[8:]) > 124 {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := uint32(word(data[8:]))
	for i := range c.seed {
		c.seed[i] = bits.ReverseBytes64(word(data[16+8*i:]))
	}
	c.fill(used / 32 * 4)
	c.i = used % 32
	return nil
}
