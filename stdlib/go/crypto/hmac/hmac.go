// Package hmac has keyed-hash message authentication codes (FIPS 198-1).
package hmac

import (
	"crypto/subtle"
	"hash"
)

// A code hashes the key mixed with one constant and the message, then with another and that hash.
type code struct {
	outer, inner hash.Hash
	opad, ipad   []byte
}

// New returns a hash with a key.
func New(h func() hash.Hash, key []byte) hash.Hash {
	c := &code{outer: h(), inner: h()}
	size := c.inner.BlockSize()
	if len(key) > size {
		c.outer.Write(key)
		key = c.outer.Sum(nil)
	}
	c.ipad = append(make([]byte, 0, size), key...)[:size]
	c.opad = append(make([]byte, 0, size), key...)[:size]
	for i := range size {
		c.ipad[i] ^= 0x36
		c.opad[i] ^= 0x5c
	}
	c.inner.Write(c.ipad)
	return c
}

func (c *code) Write(p []byte) (n int, err error) { return c.inner.Write(p) }
func (c *code) Size() int                         { return c.outer.Size() }
func (c *code) BlockSize() int                    { return c.inner.BlockSize() }
func (c *code) Reset() {
	c.inner.Reset()
	c.inner.Write(c.ipad)
}
func (c *code) Sum(in []byte) []byte {
	c.outer.Reset()
	c.outer.Write(c.opad)
	c.outer.Write(c.inner.Sum(nil))
	return c.outer.Sum(in)
}

// Equal reports whether two codes are equal.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
