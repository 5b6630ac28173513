// Package rc4 has the stream cipher RC4, which is broken.
package rc4

import "strconv"

// A Cipher is the state of a stream.
type Cipher struct {
	s    [256]byte
	i, j byte
}

// A KeySizeError is the length of a key that is not between 1 and 256.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/rc4: invalid key size " + strconv.Itoa(int(k)) }

// NewCipher returns the stream of a key.
func NewCipher(key []byte) (*Cipher, error) {
	if len(key) < 1 || len(key) > 256 {
		return nil, KeySizeError(len(key))
	}
	c := new(Cipher)
	for i := range c.s {
		c.s[i] = byte(i)
	}
	j := byte(0)
	for i := range c.s {
		j += c.s[i] + key[i%len(key)]
		c.s[i], c.s[j] = c.s[j], c.s[i]
	}
	return c, nil
}

// Reset forgets the key.
func (c *Cipher) Reset() { *c = Cipher{} }

// XORKeyStream adds the stream to src.
func (c *Cipher) XORKeyStream(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = dst[len(src)-1]
	for k, in := range src {
		c.i++
		c.j += c.s[c.i]
		c.s[c.i], c.s[c.j] = c.s[c.j], c.s[c.i]
		dst[k] = in ^ c.s[c.s[c.i]+c.s[c.j]]
	}
}
