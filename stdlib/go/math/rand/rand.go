// Package rand has pseudo-random numbers; a seed gives the same ones as in Go.
package rand

import (
	"math"
	"sync"
)

// A Source is a source of numbers in [0, 1<<63).
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 is a source of 64 bits too.
type Source64 interface {
	Source
	Uint64() uint64
}

// runtimeRand is a decision of the scheduler.
func runtimeRand() uint64

// seedVec fills vec, 607 long, from seed.
func seedVec(vec []int64, seed int64)

// zigNorm and zigExp fill the tables of the ziggurat method, 128 and 256 long.
func zigNorm(k []uint32, w, f []float32)
func zigExp(k []uint32, w, f []float32)

// A lagged is an additive lagged Fibonacci generator.
type lagged struct {
	tap, feed int
	vec       [607]int64
}

// NewSource returns a Source with a seed.
func NewSource(seed int64) Source {
	s := new(lagged)
	s.Seed(seed)
	return s
}

func (s *lagged) Seed(seed int64) {
	s.tap, s.feed = 0, 607-273
	seedVec(s.vec[:], seed)
}

func (s *lagged) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }

func (s *lagged) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += 607
	}
	if s.feed--; s.feed < 0 {
		s.feed += 607
	}
	x := s.vec[s.feed] + s.vec[s.tap]
	s.vec[s.feed] = x
	return uint64(x)
}

type global struct{}

func (global) Seed(int64)     {}
func (global) Int63() int64   { return int64(runtimeRand() & (1<<63 - 1)) }
func (global) Uint64() uint64 { return runtimeRand() }

var top = New(global{})

// seeds reports whether Seed does anything: the program is written for a Go before 1.24.
func seeds() bool

// A shared source is for several goroutines.
type shared struct {
	sync.Mutex
	lagged
}

func (s *shared) Uint64() uint64 {
	s.Lock()
	defer s.Unlock()
	return s.lagged.Uint64()
}

func (s *shared) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }

// A Rand makes numbers of many kinds from a Source.
type Rand struct {
	src  Source
	s64  Source64 // src, if it is one
	left int64    // bytes for Read
	n    int8     // how many
}

// New returns a Rand that uses src.
func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

// Seed starts the source anew.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.n = 0
}

// Whole numbers of a size.
func (r *Rand) Int63() int64   { return r.src.Int63() }
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(uint(r.Int63())) }
func (r *Rand) Uint64() uint64 {
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int63n returns a number in [0, n).
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	max := int64(1<<63 - 1 - uint64(1<<63)%uint64(n))
	v := r.Int63()
	for v > max {
		v = r.Int63()
	}
	return v % n
}

// Int31n returns a number in [0, n).
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	max := int32(1<<31 - 1 - uint32(1<<31)%uint32(n))
	v := r.Int31()
	for v > max {
		v = r.Int31()
	}
	return v % n
}

// scaled is Int31n by multiplication (Lemire), for Shuffle.
func (r *Rand) scaled(n int32) int32 {
	p := uint64(r.Uint32()) * uint64(n)
	if uint32(p) < uint32(n) {
		for low := uint32(-n) % uint32(n); uint32(p) < low; {
			p = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(p >> 32)
}

// Intn returns a number in [0, n).
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns the numbers in [0, n) in some order.
func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := range m {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

// Shuffle puts n elements in some order.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.scaled(int32(i+1))))
	}
}

// Read fills p.
func (r *Rand) Read(p []byte) (n int, err error) {
	if r == top {
		var left int64
		var k int8
		for i := range p {
			if k == 0 {
				left, k = r.Int63(), 7
			}
			p[i] = byte(left)
			left >>= 8
			k--
		}
		return len(p), nil
	}
	for i := range p {
		if r.n == 0 {
			r.left, r.n = r.src.Int63(), 7
		}
		p[i] = byte(r.left)
		r.left >>= 8
		r.n--
	}
	return len(p), nil
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
		j := int32(r.Uint32())
		i := j & 0x7F
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
		j := r.Uint32()
		i := j & 0xFF
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

// Seed makes the functions here give the numbers of a seed, in programs for Go before 1.24.
func Seed(seed int64) {
	if seeds() {
		s := new(shared)
		s.Seed(seed)
		top = New(s)
	}
}

// The same from the scheduler's numbers, or those of the seed.
func Int63() int64                       { return top.Int63() }
func Uint32() uint32                     { return top.Uint32() }
func Uint64() uint64                     { return top.Uint64() }
func Int31() int32                       { return top.Int31() }
func Int() int                           { return top.Int() }
func Int63n(n int64) int64               { return top.Int63n(n) }
func Int31n(n int32) int32               { return top.Int31n(n) }
func Intn(n int) int                     { return top.Intn(n) }
func Float64() float64                   { return top.Float64() }
func Float32() float32                   { return top.Float32() }
func Perm(n int) []int                   { return top.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { top.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return top.Read(p) }
func NormFloat64() float64               { return top.NormFloat64() }
func ExpFloat64() float64                { return top.ExpFloat64() }

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
