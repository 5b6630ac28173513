// Package aes encrypts blocks as FIPS 197 says.
package aes

import (
	"crypto/cipher"
	"encoding/binary"
	"math/bits"
	"strconv"
)

// BlockSize is the size of a block.
const BlockSize = 16

// A KeySizeError is the length of a key that is none of 16, 24 and 32.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/aes: invalid key size " + strconv.Itoa(int(k)) }

// tables has the substitution of bytes both ways, and combined with the mixing of columns: what a
// byte in the first row adds to its column.
type tables struct {
	sub, unsub [256]byte
	mix, unmix [256]uint32
}

var all = newTables()

// double multiplies by x in the field of 2^8 elements.
func double(b byte) byte {
	if b&0x80 != 0 {
		return b<<1 ^ 0x1b
	}
	return b << 1
}

// times multiplies in the field.
func times(a, b byte) (product byte) {
	for ; b != 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		a = double(a)
	}
	return product
}

func newTables() *tables {
	t := new(tables)
	// 3 generates the field: an inverse is the power with the opposite exponent.
	var power [255]byte
	var log [256]int
	for i, x := 0, byte(1); i < 255; i++ {
		power[i], log[x] = x, i
		x ^= double(x)
	}
	for i := range 256 {
		inverse := byte(0)
		if i > 0 {
			inverse = power[(255-log[i])%255]
		}
		s := byte(0x63)
		for n := range 5 {
			s ^= bits.RotateLeft8(inverse, n)
		}
		t.sub[i], t.unsub[s] = s, byte(i)
	}
	for i := range 256 {
		s := t.sub[i]
		t.mix[i] = binary.BigEndian.Uint32([]byte{double(s), s, s, double(s) ^ s})
		u := t.unsub[i]
		t.unmix[i] = binary.BigEndian.Uint32([]byte{times(u, 14), times(u, 9), times(u, 13), times(u, 11)})
	}
	return t
}

type block struct {
	// The keys of the rounds, four words each; those for decryption the other way round.
	enc, dec []uint32
}

// NewCipher returns the cipher of a key.
func NewCipher(key []byte) (cipher.Block, error) {
	switch len(key) {
	case 16, 24, 32:
	default:
		return nil, KeySizeError(len(key))
	}
	words := len(key) / 4
	n := 4 * (words + 7)
	b := &block{make([]uint32, n), make([]uint32, n)}
	round := byte(1)
	for i := range b.enc {
		if i < words {
			b.enc[i] = binary.BigEndian.Uint32(key[4*i:])
			continue
		}
		w := b.enc[i-1]
		if i%words == 0 {
			w = substitute(bits.RotateLeft32(w, 8)) ^ uint32(round)<<24
			round = double(round)
		} else if words > 6 && i%words == 4 {
			w = substitute(w)
		}
		b.enc[i] = b.enc[i-words] ^ w
	}
	for i := 0; i < n; i += 4 {
		for j := range 4 {
			w := b.enc[n-4-i+j]
			if i > 0 && i < n-4 {
				w = column(&all.unmix, substitute(w), 0, 0, 0, true)
			}
			b.dec[i+j] = w
		}
	}
	return b, nil
}

// substitute replaces the bytes of a word.
func substitute(w uint32) uint32 {
	s := &all.sub
	return uint32(s[w>>24])<<24 | uint32(s[w>>16&255])<<16 | uint32(s[w>>8&255])<<8 | uint32(s[w&255])
}

// column mixes a column of which a, b, c and d have one byte each, or all of a's if whole.
func column(t *[256]uint32, a, b, c, d uint32, whole bool) uint32 {
	if whole {
		b, c, d = a, a, a
	}
	return t[a>>24] ^ bits.RotateLeft32(t[b>>16&255], -8) ^ bits.RotateLeft32(t[c>>8&255], -16) ^ bits.RotateLeft32(t[d&255], -24)
}

func (b *block) BlockSize() int { return BlockSize }

func (b *block) Encrypt(dst, src []byte) {
	check(dst, src)
	crypt(b.enc, &all.mix, &all.sub, 1, dst, src)
}
func (b *block) Decrypt(dst, src []byte) {
	check(dst, src)
	crypt(b.dec, &all.unmix, &all.unsub, 3, dst, src)
}

func check(dst, src []byte) {
	if len(src) < BlockSize {
		panic("crypto/aes: input not full block")
	}
	if len(dst) < BlockSize {
		panic("crypto/aes: output not full block")
	}
}

// crypt runs all rounds. The rows of the next column come from the columns shift further each.
func crypt(keys []uint32, mix *[256]uint32, sub *[256]byte, shift int, dst, src []byte) {
	var s, t [4]uint32
	for i := range 4 {
		s[i] = binary.BigEndian.Uint32(src[4*i:]) ^ keys[i]
	}
	last := len(keys) - 4
	for k := 4; k < last; k += 4 {
		for i := range 4 {
			t[i] = column(mix, s[i], s[(i+shift)&3], s[(i+2)&3], s[(i+3*shift)&3], false) ^ keys[k+i]
		}
		s = t
	}
	for i := range 4 {
		w := uint32(sub[s[i]>>24])<<24 | uint32(sub[s[(i+shift)&3]>>16&255])<<16 |
			uint32(sub[s[(i+2)&3]>>8&255])<<8 | uint32(sub[s[(i+3*shift)&3]&255])
		binary.BigEndian.PutUint32(dst[4*i:], w^keys[last+i])
	}
}
