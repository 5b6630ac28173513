package cipher

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// An AEAD encrypts a text and proves that it and other data were not changed.
type AEAD interface {
	NonceSize() int
	Overhead() int
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}

const (
	gcmBlock   = 16
	gcmNonce   = 12
	gcmTag     = 16
	gcmMinTag  = 12
	gcmMaxText = (1<<32 - 2) * gcmBlock
)

var errOpen = errors.New("cipher: message authentication failed")

// An element of the field of 2^128 elements; the highest bit of high is the lowest power of x.
type gcmElement struct{ high, low uint64 }

// gcm is Galois counter mode (NIST SP 800-38D).
type gcm struct {
	b          Block
	nonce, tag int
	// powers has the key of the hash times the powers of x.
	powers [128]gcmElement
}

// NewGCM returns a cipher with nonces of 12 and tags of 16 bytes, the others with other sizes.
func NewGCM(cipher Block) (AEAD, error) { return newGCM(cipher, gcmNonce, gcmTag) }
func NewGCMWithNonceSize(cipher Block, size int) (AEAD, error) {
	return newGCM(cipher, size, gcmTag)
}
func NewGCMWithTagSize(cipher Block, tagSize int) (AEAD, error) {
	return newGCM(cipher, gcmNonce, tagSize)
}

func newGCM(b Block, nonce, tag int) (AEAD, error) {
	switch {
	case tag < gcmMinTag || tag > gcmBlock:
		return nil, errors.New("cipher: incorrect tag size given to GCM")
	case nonce <= 0:
		return nil, errors.New("cipher: the nonce can't have zero length")
	}
	if own, ok := b.(gcmAble); ok {
		return own.NewGCM(nonce, tag)
	}
	if b.BlockSize() != gcmBlock {
		return nil, errors.New("cipher: NewGCM requires 128-bit block cipher")
	}
	g := &gcm{b: b, nonce: nonce, tag: tag}
	var key [gcmBlock]byte
	b.Encrypt(key[:], key[:])
	e := gcmElement{binary.BigEndian.Uint64(key[:]), binary.BigEndian.Uint64(key[8:])}
	for i := range g.powers {
		g.powers[i] = e
		over := e.low&1 == 1
		e.low = e.low>>1 | e.high<<63
		e.high >>= 1
		if over {
			e.high ^= 0xe1 << 56
		}
	}
	return g, nil
}

func (g *gcm) NonceSize() int { return g.nonce }
func (g *gcm) Overhead() int  { return g.tag }

// hash adds blocks of data, filled up with zeros, to a hash.
func (g *gcm) hash(e *gcmElement, data []byte) {
	for len(data) > 0 {
		var block [gcmBlock]byte
		data = data[copy(block[:], data):]
		g.mix(e, binary.BigEndian.Uint64(block[:]), binary.BigEndian.Uint64(block[8:]))
	}
}

// mix adds a block and multiplies with the key.
func (g *gcm) mix(e *gcmElement, high, low uint64) {
	high ^= e.high
	low ^= e.low
	*e = gcmElement{}
	for base, word := range [2]uint64{high, low} {
		for word != 0 {
			i := bits.LeadingZeros64(word)
			word &^= 1 << (63 - i)
			p := &g.powers[64*base+i]
			e.high ^= p.high
			e.low ^= p.low
		}
	}
}

func (e gcmElement) bytes() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, e.high), e.low)
}

// first returns the counter that is used for the tag.
func (g *gcm) first(nonce []byte) []byte {
	if len(nonce) == gcmNonce {
		return append(bytes.Clone(nonce), 0, 0, 0, 1)
	}
	var e gcmElement
	g.hash(&e, nonce)
	g.mix(&e, 0, uint64(len(nonce))*8)
	return e.bytes()
}

// crypt adds the key stream behind the first counter.
func (g *gcm) crypt(dst, src, first []byte) {
	counter, out := bytes.Clone(first), make([]byte, gcmBlock)
	for len(src) > 0 {
		increment(counter[gcmNonce:])
		g.b.Encrypt(out, counter)
		n := subtle.XORBytes(dst, src, out)
		dst, src = dst[n:], src[n:]
	}
}

// prove returns the tag.
func (g *gcm) prove(code, data, first []byte) []byte {
	var e gcmElement
	g.hash(&e, data)
	g.hash(&e, code)
	g.mix(&e, uint64(len(data))*8, uint64(len(code))*8)
	tag := make([]byte, gcmBlock)
	g.b.Encrypt(tag, first)
	subtle.XORBytes(tag, tag, e.bytes())
	return tag[:g.tag]
}

func (g *gcm) checkNonce(nonce []byte) {
	if len(nonce) != g.nonce {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
}

func (g *gcm) Seal(dst, nonce, plaintext, data []byte) []byte {
	g.checkNonce(nonce)
	if uint64(len(plaintext)) > gcmMaxText {
		panic("crypto/cipher: message too large for GCM")
	}
	first := g.first(nonce)
	start := len(dst)
	dst = slices.Grow(dst, len(plaintext)+g.tag)[:start+len(plaintext)]
	g.crypt(dst[start:], plaintext, first)
	return append(dst, g.prove(dst[start:], data, first)...)
}

func (g *gcm) Open(dst, nonce, ciphertext, data []byte) ([]byte, error) {
	g.checkNonce(nonce)
	n := len(ciphertext) - g.tag
	if n < 0 || uint64(n) > gcmMaxText {
		return nil, errOpen
	}
	first := g.first(nonce)
	start := len(dst)
	dst = slices.Grow(dst, n)[:start+n]
	if subtle.ConstantTimeCompare(ciphertext[n:], g.prove(ciphertext[:n], data, first)) == 0 {
		clear(dst[start:])
		return nil, errOpen
	}
	g.crypt(dst[start:], ciphertext[:n], first)
	return dst, nil
}

// randomGCM puts a random nonce in front.
type randomGCM struct{ *gcm }

// NewGCMWithRandomNonce returns a cipher that makes the nonces itself.
func NewGCMWithRandomNonce(cipher Block) (AEAD, error) {
	g, err := NewGCM(cipher)
	if own, ok := g.(*gcm); ok {
		return randomGCM{own}, err
	}
	return nil, errors.New("cipher: NewGCMWithRandomNonce requires aes.Block")
}

func (g randomGCM) NonceSize() int { return 0 }
func (g randomGCM) Overhead() int  { return gcmNonce + gcmTag }

func (g randomGCM) Seal(dst, nonce, plaintext, data []byte) []byte {
	if len(nonce) != 0 {
		panic("crypto/cipher: non-empty nonce passed to GCMWithRandomNonce")
	}
	made := make([]byte, gcmNonce)
	rand.Read(made)
	// The text may lie where the nonce goes.
	sealed := g.gcm.Seal(nil, made, plaintext, data)
	return append(append(dst, made...), sealed...)
}

func (g randomGCM) Open(dst, nonce, ciphertext, data []byte) ([]byte, error) {
	if len(nonce) != 0 {
		panic("crypto/cipher: non-empty nonce passed to GCMWithRandomNonce")
	}
	if len(ciphertext) < gcmNonce+gcmTag {
		return nil, errOpen
	}
	text, err := g.gcm.Open(nil, ciphertext[:gcmNonce], ciphertext[gcmNonce:], data)
	if err != nil {
		return nil, err
	}
	return append(dst, text...), nil
}
